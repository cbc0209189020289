package io.callfuse.engine.overload;

import java.util.concurrent.atomic.AtomicLong;

/** Counts delays, and those that were too long. Written by one thread, read by any; takes no lock and allocates nothing. */
public final class DelayCount {
    private final long lateAfterNs;
    private final AtomicLong noted = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    /**
     * Makes a count that has seen nothing.
     *
     * @param lateAfterNs the longest delay that is not late, ns
     */
    public DelayCount(long lateAfterNs) {
        this.lateAfterNs = lateAfterNs;
    }

    /** Notes that something was done so long after it could have been, ns. */
    public void note(long delayNs) {
        noted.setRelease(noted.getPlain() + 1);
        if (delayNs > lateAfterNs) {
            late.setRelease(late.getPlain() + 1);
        }
    }

    /** How many delays were noted. */
    public long noted() {
        return noted.getAcquire();
    }

    /** How many of them were too long. */
    public long late() {
        return late.getAcquire();
    }
}
