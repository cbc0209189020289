package io.callfuse.engine.load;

import io.callfuse.engine.evaluation.CallLabel;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A recorded call as it goes over the wire, and what the engine makes of it offline. Immutable; the bytes are shared, each user takes a
 * view of its own.
 *
 * @param name of its file, and of the stream in it where there are several
 * @param label what somebody has said of it; empty where nobody did
 * @param wire for which it is made
 * @param audio all its frames one behind the other, each of {@link Wire#frameBytes} bytes
 * @param offline what comes of the whole of it
 */
record RecordedCall(String name, Optional<CallLabel> label, Wire wire, ByteBuffer audio, OfflineResult offline) {
    /** How many frames of 20 ms it has. */
    int frames() {
        return audio.capacity() / wire.frameBytes();
    }

    /** A view of the bytes. */
    ByteBuffer view() {
        return audio.duplicate();
    }
}
