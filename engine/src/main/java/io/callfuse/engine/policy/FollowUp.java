package io.callfuse.engine.policy;

import java.time.Duration;
import java.util.Objects;

/**
 * After which trips somebody has to call the caller back, or to look at what was wrong.
 *
 * @param after which trips
 * @param within how long after the trip it is due
 */
public record FollowUp(After after, Duration within) {
    /** Which trips. */
    public enum After {
        /** Each. */
        EVERY_TRIP,
        /** Those after which the caller was not moved, be it that nobody could take him or that he hung up first. */
        NOT_MOVED
    }

    /** Rejects null and a time that is none. */
    public FollowUp {
        Objects.requireNonNull(after, "after is null");
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("within " + within + " is not positive");
        }
    }

    /** Whether a trip asks for it. */
    public boolean wants(boolean moved) {
        return after == After.EVERY_TRIP || !moved;
    }
}
