package io.callfuse.engine.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings a line into an archive from outside: it is left for whoever writes to the archive, and where nobody does, the archive is
 * held for a moment to take it. Stateless.
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
     * @param patience how long to wait until it is kept, and what it asks for is done
     * @throws ArchiveException if it cannot be left
     */
    public static Outcome deliver(Path archive, ArchiveLine line, Duration patience) throws ArchiveException {
        Path left = LineRequests.leave(archive, line);
        Optional<JsonLinesArchive> held =
                isOurs(archive) ? JsonLinesArchive.openIfFree(archive, Clock.systemUTC()) : Optional.empty();
        if (held.isEmpty()) {
            return isTaken(left, patience) ? new Outcome.KeptByEngine() : new Outcome.Left();
        }
        try (JsonLinesArchive ours = held.get()) {
            return isTaken(left, patience) ? new Outcome.Kept(ours.committed()) : new Outcome.Left();
        }
    }

    private static boolean isTaken(Path left, Duration patience) {
        long untilNs = System.nanoTime() + patience.toNanos();
        while (Files.exists(left)) {
            if (System.nanoTime() - untilNs > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
        return true;
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
