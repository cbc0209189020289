package io.callfuse.engine.archive.store;

import io.callfuse.engine.action.Backoff;
import io.callfuse.engine.archive.CommittedLines;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the database from the archive's files, on a thread of its own, {@code store-0}. Nobody waits for it: whatever happens
 * to the database or to the process, the lines are in the files, and each is in the database once when both work again.
 */
public final class StoreLoader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLoader.class);
    private static final long IDLE_PARK_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final long CLOSE_WITHIN_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long JOIN_MS = TimeUnit.SECONDS.toMillis(15);

    private final SpoolLoader loader;
    private final Thread thread;
    private volatile boolean closing;

    /** Prepares to fill a database; {@link #start} begins. */
    public StoreLoader(DatabaseAddress address, CommittedLines committed) {
        Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, RandomGenerator.getDefault());
        loader = new SpoolLoader(committed, () -> LineStore.open(address), System::nanoTime, backoff);
        thread = new Thread(this::run, "store-0");
        thread.setDaemon(true);
    }

    /** Begins; returns at once, whether the database can be had or not. */
    public void start() {
        thread.start();
    }

    /** What is counted, by name; {@code waiting_bytes} goes up and down, the others only grow. */
    public Map<String, Long> counters() {
        Map<String, Long> counters = new TreeMap<>();
        counters.put("failures", loader.failures());
        counters.put("lines", loader.stored());
        counters.put("lines_skipped", loader.skipped());
        counters.put("waiting_bytes", loader.waitingBytes());
        return counters;
    }

    /** Loads what waits, for some seconds at most; the rest is loaded at the next start. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn("store: the database does not answer; what waits is loaded at the next start");
        }
    }

    private void run() {
        try (loader) {
            while (!closing) {
                if (loader.doWork() == 0) {
                    LockSupport.parkNanos(IDLE_PARK_NS);
                }
            }
            long untilNs = System.nanoTime() + CLOSE_WITHIN_NS;
            while (loader.doWork() > 0 && System.nanoTime() - untilNs < 0) {
                Thread.onSpinWait();
            }
        } catch (RuntimeException | LinkageError fault) {
            LOG.error("store: stopped by a fault; calls go on, their lines wait for the next start", fault);
        }
    }
}
