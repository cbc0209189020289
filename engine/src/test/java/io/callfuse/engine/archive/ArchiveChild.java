package io.callfuse.engine.archive;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * A process that appends without end and prints each id once it is acknowledged. Arguments: the directory, how many threads
 * append. It stops when it is killed, or in an orderly way when its standard input ends.
 */
final class ArchiveChild {
    private static final int UNANSWERED = 64;

    private ArchiveChild() {}

    public static void main(String[] arguments) throws Exception {
        ArchiveLimits limits = new ArchiveLimits(1024, 64 * 1024, Duration.ofMillis(50), Duration.ofSeconds(2));
        JsonLinesArchive archive = JsonLinesArchive.open(Path.of(arguments[0]), Clock.systemUTC(), limits);
        for (int t = 0; t < Integer.parseInt(arguments[1]); t++) {
            int worker = t;
            Thread thread = new Thread(() -> appendForEver(archive, worker), "leg-worker-" + t);
            thread.setDaemon(true);
            thread.start();
        }
        Thread counts = new Thread(() -> printCounts(archive), "counts");
        counts.setDaemon(true);
        counts.start();
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        archive.close();
    }

    private static void appendForEver(Archive archive, int worker) {
        Semaphore unanswered = new Semaphore(UNANSWERED);
        for (long i = 0; ; i++) {
            unanswered.acquireUninterruptibly();
            String id = "id-" + worker + "-" + i;
            CompletableFuture<Void> kept = archive.append(ArchiveLinesFixture.line(id, 1 + (int) (i * 37 % 3000)));
            kept.whenComplete((nothing, failure) -> {
                if (failure == null) {
                    print("kept " + id);
                }
                unanswered.release();
            });
        }
    }

    private static void printCounts(Archive archive) {
        long failures = -1;
        while (true) {
            if (archive.failures() != failures) {
                failures = archive.failures();
                print("failures " + failures);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    private static void print(String line) {
        synchronized (System.out) {
            System.out.print(line + "\n");
            System.out.flush();
        }
    }
}
