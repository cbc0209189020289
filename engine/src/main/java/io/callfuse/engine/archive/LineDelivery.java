package io.callfuse.engine.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings a line into an archive from outside: by the engine that writes to it, or, where none does, by holding the archive for a
 * moment. Stateless.
 */
public final class LineDelivery {
    private static final long LOOK_EVERY_NS = 20_000_000;

    private LineDelivery() {}

    /** What became of a line. */
    public sealed interface Outcome {
        /** It is in the archive, and whoever fills the database from it may read so much. */
        record Kept(CommittedLines committed) implements Outcome {}

        /** The engine that holds the archive has kept it. */
        record KeptByEngine() implements Outcome {}

        /** It is left, on the disk, for an engine to take. */
        record Left() implements Outcome {}
    }

    /**
     * Brings a line.
     *
     * @param archive its directory
     * @param patience how long to wait for an engine to keep it
     * @throws ArchiveException if it can be neither kept nor left
     */
    public static Outcome deliver(Path archive, ArchiveLine line, Duration patience) throws ArchiveException {
        if (isOurs(archive)) {
            Optional<JsonLinesArchive> held = JsonLinesArchive.openIfFree(archive, Clock.systemUTC());
            if (held.isPresent()) {
                return keep(held.get(), line);
            }
        }
        Path left = LineRequests.leave(archive, line);
        long untilNs = System.nanoTime() + patience.toNanos();
        while (Files.exists(left)) {
            if (System.nanoTime() - untilNs > 0) {
                return new Outcome.Left();
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
        return new Outcome.KeptByEngine();
    }

    private static Outcome keep(JsonLinesArchive held, ArchiveLine line) throws ArchiveException {
        CompletableFuture<Void> kept;
        try (held) {
            kept = held.append(line);
        }
        // Closed, it has kept the line or given it up.
        try {
            kept.join();
            return new Outcome.Kept(held.committed());
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ArchiveException refused) {
                throw refused;
            }
            throw failed;
        }
    }

    /** Files that another user makes could not be written on by the engine. */
    private static boolean isOurs(Path archive) throws ArchiveException {
        try {
            Path ours = Files.createTempFile("callfuse", null);
            try {
                return Files.getOwner(archive).equals(Files.getOwner(ours));
            } finally {
                Files.delete(ours);
            }
        } catch (IOException unknown) {
            throw ArchiveException.at(archive, "cannot be read", unknown);
        }
    }
}
