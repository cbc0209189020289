package io.callfuse.engine.courier;

import io.callfuse.engine.action.Backoff;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a receiver can be told now, and when to try again; told to the log when it goes and when it is back. One thread. */
public final class Outage {
    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final String receiver;
    private final Backoff backoff;
    private final LongSupplier nanoTime;
    private final AtomicLong failures = new AtomicLong();
    private boolean out;
    private long retryAtNs;

    /**
     * Begins with a receiver that works.
     *
     * @param receiver how the log calls it
     * @param nanoTime a clock in nanoseconds that never goes back
     */
    public Outage(String receiver, Backoff backoff, LongSupplier nanoTime) {
        this.receiver = receiver;
        this.backoff = backoff;
        this.nanoTime = nanoTime;
    }

    /** Whether it is not to be tried before some time has passed. */
    public boolean isWaiting() {
        return out && nanoTime.getAsLong() - retryAtNs < 0;
    }

    /**
     * An attempt failed.
     *
     * @param atLeast how long to wait before the next
     */
    public void failed(String why, Duration atLeast) {
        failures.incrementAndGet();
        retryAtNs = nanoTime.getAsLong() + Math.max(backoff.nextNs(), atLeast.toNanos());
        if (!out) {
            out = true;
            LOG.warn("{}: cannot be told now ({}); its events wait in the archive's files", receiver, why);
        }
    }

    /** An attempt succeeded. */
    public void over() {
        backoff.reset();
        if (out) {
            LOG.info("{}: works again", receiver);
            out = false;
        }
    }

    /** Attempts that failed; may be read by any thread. */
    public long failures() {
        return failures.get();
    }
}
