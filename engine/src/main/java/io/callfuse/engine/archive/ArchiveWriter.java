package io.callfuse.engine.archive;

import io.callfuse.engine.queue.Mailbox;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of the archive's thread, one round at a time: takes what waits, writes it, forces it to the disk once, and only then
 * acknowledges it. While that fails the lines wait in memory; over the limit the oldest are given up and counted.
 *
 * <p>One thread calls {@link #doWork}; the counts may be read by any.
 */
final class ArchiveWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWriter.class);
    private static final int LINES_A_ROUND = 1024;
    private static final int COMMIT_BYTES = 1 << 20;

    private final Mailbox<Waiting> mailbox;
    private final LineFiles files;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final ArchiveLimits limits;
    private final ArrayDeque<Waiting> backlog = new ArrayDeque<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong spilled = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private boolean failing;
    private long retryAtNs;

    /** A line on its way, with its line break, and whom to tell. */
    record Waiting(String id, byte[] bytes, CompletableFuture<Void> kept) {}

    ArchiveWriter(Mailbox<Waiting> mailbox, LineFiles files, Clock clock, LongSupplier nanoTime, ArchiveLimits limits) {
        this.mailbox = mailbox;
        this.files = files;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.limits = limits;
    }

    /** Any thread: leaves a line, or refuses it at once where memory is exhausted. */
    void offer(Waiting line) {
        long bytes = waitingBytes.addAndGet(line.bytes().length);
        if (bytes > 2 * limits.waitingBytes() + line.bytes().length || !mailbox.offer(line)) {
            giveUp(line, "the archive is too far behind");
        }
    }

    /** Does one round; returns how many lines it took or wrote. */
    int doWork() {
        int taken = mailbox.drain(backlog::add, LINES_A_ROUND);
        if (backlog.isEmpty() || failing && nanoTime.getAsLong() - retryAtNs < 0) {
            boundBacklog();
            return taken;
        }
        List<Waiting> batch = nextBatch();
        try {
            files.commit(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), join(batch));
        } catch (IOException failed) {
            failed(failed);
            boundBacklog();
            return taken;
        }
        acknowledge(batch);
        return taken + batch.size();
    }

    /** Whether lines wait that were taken or left; exact only while nobody appends. */
    boolean hasWaiting() {
        return !backlog.isEmpty() || mailbox.size() > 0;
    }

    /** Gives up everything that waits. */
    void giveUpRest(String why) {
        mailbox.drain(backlog::add, Integer.MAX_VALUE);
        backlog.forEach(line -> giveUp(line, why));
        backlog.clear();
    }

    long written() {
        return written.get();
    }

    long spilled() {
        return spilled.get();
    }

    long failures() {
        return failures.get();
    }

    long waitingBytes() {
        return waitingBytes.get();
    }

    /** Copies the oldest lines that fit into one commit, at least one; they stay in the backlog until they are kept. */
    private List<Waiting> nextBatch() {
        List<Waiting> batch = new ArrayList<>(Math.min(backlog.size(), LINES_A_ROUND));
        int bytes = 0;
        for (Waiting line : backlog) {
            bytes += line.bytes().length;
            if (!batch.isEmpty() && bytes > COMMIT_BYTES) {
                break;
            }
            batch.add(line);
        }
        return batch;
    }

    private static ByteBuffer join(List<Waiting> batch) {
        ByteBuffer lines = ByteBuffer.allocate(
                batch.stream().mapToInt(line -> line.bytes().length).sum());
        batch.forEach(line -> lines.put(line.bytes()));
        return lines.flip();
    }

    private void acknowledge(List<Waiting> batch) {
        if (failing) {
            failing = false;
            LOG.info("archive: writes again, {} lines were given up so far", spilled.get());
        }
        for (Waiting line : batch) {
            backlog.remove();
            waitingBytes.addAndGet(-line.bytes().length);
            written.incrementAndGet();
            line.kept().complete(null);
        }
    }

    private void failed(IOException cause) {
        failures.incrementAndGet();
        retryAtNs = nanoTime.getAsLong() + limits.retryAfter().toNanos();
        if (!failing) {
            failing = true;
            LOG.error(
                    "archive: cannot write ({}); {} lines wait in memory and are tried again every {} ms",
                    ArchiveException.reason(cause),
                    backlog.size(),
                    limits.retryAfter().toMillis());
        }
    }

    // Only while writing fails: a disk that works shortens the backlog by itself.
    private void boundBacklog() {
        while (failing && !backlog.isEmpty() && waitingBytes.get() > limits.waitingBytes()) {
            giveUp(backlog.remove(), "the archive could not write it and newer lines needed the memory");
        }
    }

    private void giveUp(Waiting line, String why) {
        waitingBytes.addAndGet(-line.bytes().length);
        if (spilled.getAndIncrement() % 1000 == 0) {
            LOG.error("archive: gave up line {} ({}), {} in all", line.id(), why, spilled.get());
        }
        line.kept().completeExceptionally(new ArchiveException("line " + line.id() + " was given up: " + why));
    }
}
