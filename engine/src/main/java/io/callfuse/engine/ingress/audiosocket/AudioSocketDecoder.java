package io.callfuse.engine.ingress.audiosocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the bytes of a connection into AudioSocket messages. It calls a listener for each and passes nothing on through the
 * pipeline, so that a message costs no object. One for each connection, on its event loop.
 *
 * <pre>
 *  +--------+-----------------+----------------------------------------+
 *  | kind   | length          | payload                                |
 *  | 1 byte | 2, high first   | length bytes; samples: low byte first  |
 *  +--------+-----------------+----------------------------------------+
 *
 *  01  00 10  67 69 1a 8c 14 5c 4c 5e 9d 0e 5b 02 75 3f 4b 8a          the UUID, first of all
 *  10  01 40  f8 ff 08 00 ... (320 bytes)                              20 ms at 8 kHz: -8, 8, ...
 *  03  00 01  35                                                       the caller pressed 5
 *  00  00 00                                                           the end
 * </pre>
 */
final class AudioSocketDecoder extends ByteToMessageDecoder {
    private static final int HEADER_BYTES = 3;
    private static final int UUID_BYTES = 16;
    private static final String DIGITS = "0123456789*#ABCD";

    private final int maxPayloadBytes;
    private final AudioSocketListener listener;
    private boolean unreadable;

    AudioSocketDecoder(int maxPayloadBytes, AudioSocketListener listener) {
        this.maxPayloadBytes = maxPayloadBytes;
        this.listener = listener;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (unreadable) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < HEADER_BYTES) {
            return;
        }
        int start = in.readerIndex();
        int kind = in.getUnsignedByte(start);
        int length = in.getUnsignedShort(start + 1);
        // Judged before the payload is there, so that nobody makes us wait for, or hold, what we would refuse.
        if (!isReadable(kind, length)) {
            return;
        }
        if (in.readableBytes() >= HEADER_BYTES + length) {
            in.skipBytes(HEADER_BYTES + length);
            deliver(kind, in, start + HEADER_BYTES, length);
        }
    }

    @Override
    protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.isReadable() && !unreadable) {
            listener.cutOff();
        }
        in.skipBytes(in.readableBytes());
    }

    private boolean isReadable(int kind, int length) {
        if (MessageKind.isAudio(kind)) {
            return length <= maxPayloadBytes
                    ? (length & 1) == 0 || fault(Rejection.ODD_LENGTH, kind, length)
                    : fault(Rejection.OVERSIZE, kind, length);
        }
        return switch (kind) {
            case MessageKind.UUID -> length == UUID_BYTES || fault(Rejection.BAD_HEADER, kind, length);
            case MessageKind.DIGIT -> length == 1 || fault(Rejection.BAD_HEADER, kind, length);
            case MessageKind.HANGUP, MessageKind.ERROR ->
                length <= maxPayloadBytes || fault(Rejection.OVERSIZE, kind, length);
            default -> fault(Rejection.UNKNOWN_KIND, kind, length);
        };
    }

    private void deliver(int kind, ByteBuf in, int at, int length) {
        switch (kind) {
            case MessageKind.UUID -> listener.uuid(in.getLong(at), in.getLong(at + 8));
            case MessageKind.DIGIT -> deliverDigit((char) in.getUnsignedByte(at));
            case MessageKind.HANGUP -> listener.hangup();
            case MessageKind.ERROR -> fault(Rejection.PEER_ERROR, kind, length);
            default -> listener.audio(kind, in, at, length);
        }
    }

    private void deliverDigit(char digit) {
        if (DIGITS.indexOf(digit) >= 0) {
            listener.digit(digit);
        } else {
            fault(Rejection.BAD_DIGIT, MessageKind.DIGIT, 1);
        }
    }

    /** Always false. */
    private boolean fault(Rejection reason, int kind, int length) {
        unreadable = true;
        listener.fault(reason, String.format("a message of kind 0x%02x and %d bytes", kind, length));
        return false;
    }
}
