package io.callfuse.engine.action.ami;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubles up to a bound; half of each wait is chance. One thread. */
final class Backoff {
    private final long initialNs;
    private final long maxNs;
    private final RandomGenerator chance;
    private long nextNs;

    Backoff(Duration initial, Duration max, RandomGenerator chance) {
        if (initial.isNegative() || initial.isZero() || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("reconnect from " + initial + " to " + max + " is no rising wait");
        }
        initialNs = initial.toNanos();
        maxNs = max.toNanos();
        this.chance = chance;
        nextNs = initialNs;
    }

    /** Returns the next wait, ns: between the half and the whole of the current bound. */
    long nextNs() {
        long boundNs = nextNs;
        nextNs = Math.min(maxNs, boundNs > maxNs / 2 ? maxNs : boundNs * 2);
        return boundNs - (long) (chance.nextDouble() * (boundNs / 2));
    }

    /** An attempt succeeded: begin anew. */
    void reset() {
        nextNs = initialNs;
    }
}
