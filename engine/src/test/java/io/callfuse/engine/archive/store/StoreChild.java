package io.callfuse.engine.archive.store;

import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.JsonLinesArchive;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Semaphore;

/**
 * A process that archives calls without end, fills a database with them, and prints each id that the archive has acknowledged.
 * Arguments: the directory, a seed, and {@code sqlite} or the port and the name of a PostgreSQL database. It stops when it is
 * killed.
 */
final class StoreChild {
    private static final int UNANSWERED = 64;

    private StoreChild() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        JsonLinesArchive archive = JsonLinesArchive.open(directory, Clock.systemUTC());
        new StoreLoader(address(directory, arguments), archive.committed()).start();
        SeededCalls calls = new SeededCalls(Long.parseLong(arguments[1]));
        Semaphore unanswered = new Semaphore(UNANSWERED);
        while (true) {
            for (ArchiveLine line : calls.next()) {
                unanswered.acquireUninterruptibly();
                archive.append(line).whenComplete((nothing, failure) -> {
                    if (failure == null) {
                        System.out.print("kept " + line.id() + "\n");
                        System.out.flush();
                    }
                    unanswered.release();
                });
            }
        }
    }

    private static DatabaseAddress address(Path directory, String... arguments) {
        return arguments[2].equals("sqlite")
                ? new DatabaseAddress.SqliteFile(directory.resolve("callfuse.db"))
                : RealPostgres.at(Integer.parseInt(arguments[2]), arguments[3]);
    }
}
