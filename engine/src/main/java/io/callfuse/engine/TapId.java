package io.callfuse.engine;

import io.callfuse.engine.call.CallId;
import java.util.UUID;

/**
 * The id under which the engine's own tap brings the audio of a call. It differs from the call's, so that a question that the
 * dialplan asks under the call's id is never taken for the tap, whichever of the two connects first. Stateless.
 */
final class TapId {
    /** Leaves the bits alone that say which kind of UUID it is. */
    private static final long FLIPPED_BITS = 0x0000_7461_7074_6170L;

    private TapId() {}

    /** Returns the id of the tap of a call; of a tap, the call. */
    static CallId of(CallId id) {
        UUID uuid = id.uuid();
        return new CallId(new UUID(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits() ^ FLIPPED_BITS));
    }
}
