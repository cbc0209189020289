package io.callfuse.engine.archive;

import io.callfuse.engine.queue.Mailbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps lines in one file for each UTC day, {@code callfuse-YYYY-MM-DD.jsonl}: a line belongs to the day on which it was
 * written. Its thread, {@code archive-0}, writes all that waits at once and forces it to the disk before it acknowledges any.
 *
 * <p>While the disk is full or gone, lines wait in memory and are tried again; see {@link ArchiveLimits} for what is given up
 * first. What other processes leave for it ({@link LineRequests}) it takes within a second. Killed at any moment, the process leaves every acknowledged line in the file, once, and at most one unfinished line,
 * which the next start cuts off.
 */
public final class JsonLinesArchive implements Archive {
    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesArchive.class);
    private static final long LONGEST_PARK_NS = 100_000_000;

    private final ArchiveDirectory directory;
    private final LineFiles files;
    private final ArchiveWriter writer;
    private final LineRequests requests;
    private final Clock clock;
    private final ArchiveLimits limits;
    private final Thread thread;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean terminated;
    private volatile Optional<Retention> retention = Optional.empty();

    private JsonLinesArchive(ArchiveDirectory directory, Clock clock, ArchiveLimits limits) {
        this.directory = directory;
        this.limits = limits;
        this.clock = clock;
        files = new DayFiles(directory.committed());
        requests = new LineRequests(directory.path(), System::nanoTime);
        writer = new ArchiveWriter(new Mailbox<>(limits.waitingLines()), files, clock, System::nanoTime, limits);
        thread = new Thread(this::run, "archive-0");
        thread.setDaemon(true);
    }

    /**
     * Opens an archive and starts its thread.
     *
     * @param path its directory; made, for its owner alone, where it is missing
     * @param clock tells the day
     * @param limits what it holds in memory
     * @throws ArchiveException if the directory cannot be made, written or repaired, or if another engine writes to it
     */
    public static JsonLinesArchive open(Path path, Clock clock, ArchiveLimits limits) throws ArchiveException {
        return start(ArchiveDirectory.open(path), clock, limits);
    }

    /** Opens an archive with the default limits; empty where another process writes to it. */
    public static Optional<JsonLinesArchive> openIfFree(Path path, Clock clock) throws ArchiveException {
        return ArchiveDirectory.openIfFree(path).map(held -> start(held, clock, ArchiveLimits.DEFAULTS));
    }

    private static JsonLinesArchive start(ArchiveDirectory directory, Clock clock, ArchiveLimits limits) {
        JsonLinesArchive archive = new JsonLinesArchive(directory, clock, limits);
        archive.thread.start();
        return archive;
    }

    /** Opens an archive with the default limits. */
    public static JsonLinesArchive open(Path path, Clock clock) throws ArchiveException {
        return open(path, clock, ArchiveLimits.DEFAULTS);
    }

    @Override
    public CompletableFuture<Void> append(ArchiveLine line) {
        if (closing.get()) {
            return CompletableFuture.failedFuture(
                    new ArchiveException("line " + line.id() + " came after the archive was closed"));
        }
        byte[] bytes = (line.json() + '\n').getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Void> kept = new CompletableFuture<>();
        writer.offer(new ArchiveWriter.Waiting(line.id(), bytes, kept));
        if (terminated) {
            // The thread took its last look before this line came; nobody else would ever answer it.
            giveUpRest();
        }
        LockSupport.unpark(thread);
        return kept;
    }

    @Override
    public long written() {
        return writer.written();
    }

    @Override
    public long spilled() {
        return writer.spilled();
    }

    @Override
    public long failures() {
        return writer.failures();
    }

    @Override
    public long waitingBytes() {
        return writer.waitingBytes();
    }

    /** How many files had an unfinished line at their end, left by a crash, when the archive was opened. */
    public int tornFiles() {
        return directory.tornFiles();
    }

    /**
     * Forgets from now on what is too old.
     *
     * @param days for which calls are kept; empty for ever
     * @param wordDays for which what was said is kept; empty as long as the call
     * @param awaitsDatabase whether a database is to read a file before it goes
     */
    public void forgetAfter(OptionalInt days, OptionalInt wordDays, boolean awaitsDatabase) {
        if (days.isPresent() || wordDays.isPresent()) {
            Retention.Limits kept = new Retention.Limits(days, wordDays, awaitsDatabase);
            retention = Optional.of(new Retention(committed(), clock, kept));
        }
    }

    @Override
    public long filesForgotten() {
        return retention.map(Retention::filesForgotten).orElse(0L);
    }

    /** What of its files may be read, now and as it writes on. */
    public CommittedLines committed() {
        return directory.committed();
    }

    @Override
    public void close() {
        if (!closing.getAndSet(true)) {
            LockSupport.unpark(thread);
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException asked) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing.get()) {
                requests.look(this::append);
                if (requests.erase() || forget()) {
                    writer.doWork();
                } else {
                    workOrPark();
                }
            }
            long deadlineNs = System.nanoTime() + limits.closeWithin().toNanos();
            while (writer.hasWaiting() && System.nanoTime() - deadlineNs < 0) {
                workOrPark();
            }
        } finally {
            closing.set(true);
            terminated = true;
            giveUpRest();
            closeFiles();
        }
    }

    private boolean forget() {
        return retention.isPresent() && retention.get().work(this::append);
    }

    private void workOrPark() {
        if (writer.doWork() == 0) {
            LockSupport.parkNanos(LONGEST_PARK_NS);
        }
    }

    private synchronized void giveUpRest() {
        writer.giveUpRest("the archive was closed");
    }

    private void closeFiles() {
        try (directory) {
            files.close();
        } catch (IOException failed) {
            LOG.error("archive: the day's file could not be closed: {}", ArchiveException.reason(failed));
        }
    }
}
