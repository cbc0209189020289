package io.callfuse.engine.ingress.audiosocket;

import io.netty.buffer.ByteBuf;

/** Hears the messages of one connection, in order; called by {@link AudioSocketDecoder} on the event loop. */
interface AudioSocketListener {

    /** The stream's name, as the two halves of a UUID. */
    void uuid(long mostSignificant, long leastSignificant);

    /**
     * Audio; the bytes are the listener's only during the call, and it does not move the buffer's indices.
     *
     * @param kind 0x10 to 0x18
     * @param at index of the first byte in {@code bytes}
     * @param lengthBytes even, 0 to the limit
     */
    void audio(int kind, ByteBuf bytes, int at, int lengthBytes);

    /** One of {@code 0-9 * # A-D}. */
    void digit(char digit);

    /** The peer ends the stream. */
    void hangup();

    /** The message cannot be read, so nothing after it can be; no more calls follow. */
    void fault(Rejection reason, String detail);

    /** The connection ended amid a message; the last call. */
    void cutOff();
}
