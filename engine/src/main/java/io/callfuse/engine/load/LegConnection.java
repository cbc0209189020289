package io.callfuse.engine.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The far end of one leg: what Asterisk would be. Opened by one thread, used by another, never by two at a time. */
interface LegConnection {
    /**
     * Sends 20 ms.
     *
     * @param frame of {@link Wire#frameBytes} bytes; taken to its limit
     * @param index of the frame, from 0
     * @throws IOException if the engine takes no more
     */
    void send(ByteBuffer frame, long index) throws IOException;

    /** Whether the engine has ended it, as far as is known; what it answers otherwise is thrown away. */
    boolean isOver() throws IOException;

    /** Says that no more comes. */
    void finish() throws IOException;

    /** Gives everything back; {@link #finish} came before, or something failed. */
    void close() throws IOException;
}
