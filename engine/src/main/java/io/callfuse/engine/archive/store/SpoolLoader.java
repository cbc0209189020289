package io.callfuse.engine.archive.store;

import io.callfuse.engine.action.Backoff;
import io.callfuse.engine.archive.CommittedLines;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of the store's thread, one round at a time: reads what the archive has written and puts it into the database. While
 * the database does not take it, the lines stay where they are, in the archive's files, and are tried again.
 *
 * <p>One thread calls {@link #doWork} and {@link #close}; the counts may be read by any.
 */
final class SpoolLoader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolLoader.class);
    private static final int LINES_A_ROUND = 256;

    private final CommittedLines committed;
    private final SpoolReader reader;
    private final Opening opening;
    private final LongSupplier nanoTime;
    private final Backoff backoff;
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong waitingBytes = new AtomicLong();
    private LineStore store;
    private String outage = "";
    private long retryAtNs;
    private int singly;

    /** Opens the database. */
    @FunctionalInterface
    interface Opening {
        LineStore open() throws StoreException;
    }

    SpoolLoader(CommittedLines committed, Opening opening, LongSupplier nanoTime, Backoff backoff) {
        this.committed = committed;
        reader = new SpoolReader(committed);
        this.opening = opening;
        this.nanoTime = nanoTime;
        this.backoff = backoff;
    }

    /** Does one round; returns how many lines it read, 0 where none wait or the database is not to be tried yet. */
    int doWork() {
        if (isWaiting()) {
            waitingBytes.set(reader.waitingBytes());
            return 0;
        }
        try {
            int read = load();
            workedAgain();
            return read;
        } catch (IOException failed) {
            failed(failed);
            return 0;
        } finally {
            waitingBytes.set(reader.waitingBytes());
        }
    }

    /** Whether the database is not to be tried before some time has passed. */
    boolean isWaiting() {
        return !outage.isEmpty() && nanoTime.getAsLong() - retryAtNs < 0;
    }

    /** Lines that are in the database, those counted twice that were read twice. */
    long stored() {
        return stored.get();
    }

    /** Lines that say nothing of a call, or that the database refused. */
    long skipped() {
        return skipped.get();
    }

    /** Attempts that failed. */
    long failures() {
        return failures.get();
    }

    /** Bytes in the archive's files that are not in the database yet. */
    long waitingBytes() {
        return waitingBytes.get();
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
            store = null;
        }
    }

    private int load() throws IOException {
        if (store == null) {
            store = opening.open();
            reader.askAnew();
        }
        Map<String, Long> there = Map.copyOf(committed.bytesByFile());
        Optional<SpoolReader.Batch> next = reader.next(singly > 0 ? 1 : LINES_A_ROUND, store::position);
        if (next.isEmpty()) {
            committed.loaded(there);
            return 0;
        }
        SpoolReader.Batch batch = next.get();
        try {
            int unknown = store.apply(batch);
            stored.addAndGet(batch.lines().size() - unknown);
            skip(unknown, batch, "is no line about a call that this version knows");
        } catch (StoreException refused) {
            if (!refused.isAboutTheData()) {
                throw refused;
            }
            if (batch.lines().size() > 1) {
                // One of them is at fault: find it by giving them one by one.
                singly = batch.lines().size();
                return 0;
            }
            store.pass(batch);
            skip(1, batch, refused.getMessage());
        }
        singly = Math.max(0, singly - batch.lines().size());
        reader.applied(batch.after());
        return batch.lines().size();
    }

    private void skip(int lines, SpoolReader.Batch batch, String why) {
        if (lines > 0 && skipped.getAndAdd(lines) == 0) {
            LOG.warn(
                    "store: a line in {} before byte {} is left out ({}); more are only counted",
                    batch.after().file(),
                    batch.after().bytes(),
                    why);
        }
    }

    private void workedAgain() {
        backoff.reset();
        if (!outage.isEmpty()) {
            LOG.info("store: works again");
            outage = "";
        }
    }

    private void failed(IOException failure) {
        failures.incrementAndGet();
        close();
        retryAtNs = nanoTime.getAsLong() + backoff.nextNs();
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (!reason.equals(outage)) {
            outage = reason;
            LOG.warn("{}; calls go on, their lines wait in the archive's files and are tried again", reason);
        }
    }
}
