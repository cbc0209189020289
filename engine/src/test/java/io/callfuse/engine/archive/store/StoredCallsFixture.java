package io.callfuse.engine.archive.store;

import io.callfuse.engine.action.Backoff;
import io.callfuse.engine.archive.ArchiveLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A database with calls in it, for tests elsewhere. */
public final class StoredCallsFixture {
    private StoredCallsFixture() {}

    /** Fills {@code callfuse.db} in a directory with calls a minute apart, from 2026-11-21 10:00 UTC on. */
    public static void fill(Path directory, int calls) throws IOException {
        fill(directory, Spool.calls(new SeededCalls(1), calls));
    }

    /** The lines of such calls. */
    public static List<ArchiveLine> lines(int calls) {
        return Spool.calls(new SeededCalls(1), calls);
    }

    /** Fills {@code callfuse.db} in a directory with what lines say. */
    public static void fill(Path directory, List<ArchiveLine> lines) throws IOException {
        Spool spool = new Spool(directory).write(Spool.MONDAY, lines);
        DatabaseAddress address = new DatabaseAddress.SqliteFile(directory.resolve("callfuse.db"));
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1));
        try (SpoolLoader loader =
                new SpoolLoader(spool.committed(), () -> LineStore.open(address), System::nanoTime, backoff)) {
            StoreContract.drain(loader);
        }
    }
}
