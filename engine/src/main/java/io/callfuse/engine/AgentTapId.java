package io.callfuse.engine;

import io.callfuse.engine.call.CallId;
import java.util.UUID;

/**
 * The id under which a tap brings an agent's voice. It can be told from the id of any call, so that the stream is never taken for a
 * caller's, not even by an engine that knows nothing of it any more. Stateless.
 */
final class AgentTapId {
    /** "agent-", and then version 8: made by a rule of our own (RFC 9562, 2024). */
    private static final long MARK = 0x6167_656e_742d_8000L;

    private static final long MARKED_BITS = 0xffff_ffff_ffff_f000L;

    private AgentTapId() {}

    /** Returns an id that nobody has had before. */
    static CallId fresh() {
        UUID random = UUID.randomUUID();
        long chance = random.getMostSignificantBits() >>> 16 & ~MARKED_BITS;
        return new CallId(new UUID(MARK | chance, random.getLeastSignificantBits()));
    }

    /** Whether an id is that of an agent's tap. */
    static boolean is(CallId id) {
        return (id.uuid().getMostSignificantBits() & MARKED_BITS) == MARK;
    }
}
