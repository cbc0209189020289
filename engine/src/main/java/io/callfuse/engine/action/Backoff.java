package io.callfuse.engine.action;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubles up to a bound; half of each wait is chance. One thread. */
public final class Backoff {
    private final long initialNs;
    private final long maxNs;
    private final RandomGenerator chance;
    private long nextNs;

    /**
     * Begins with the first wait.
     *
     * @throws IllegalArgumentException if the waits do not rise
     */
    public Backoff(Duration initial, Duration max, RandomGenerator chance) {
        if (initial.isNegative() || initial.isZero() || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("reconnect from " + initial + " to " + max + " is no rising wait");
        }
        initialNs = initial.toNanos();
        maxNs = max.toNanos();
        this.chance = chance;
        nextNs = initialNs;
    }

    /** Returns the next wait, ns: between the half and the whole of the current bound. */
    public long nextNs() {
        long boundNs = nextNs;
        nextNs = Math.min(maxNs, boundNs > maxNs / 2 ? maxNs : boundNs * 2);
        return boundNs - (long) (chance.nextDouble() * (boundNs / 2));
    }

    /** An attempt succeeded: begin anew. */
    public void reset() {
        nextNs = initialNs;
    }
}
