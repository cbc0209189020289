package io.callfuse.engine.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lines that a command leaves for the engine that holds the archive: a file each in the folder {@code requests}, whole or not there
 * at all, and removed once the line is on the disk for good. A line that was kept before the engine was killed and comes again has
 * the same id.
 *
 * <p>{@link #leave} is for any process; {@link #look} and {@link #erase} for the one thread that writes the archive.
 */
final class LineRequests {
    private static final Logger LOG = LoggerFactory.getLogger(LineRequests.class);
    private static final String FOLDER = "requests";
    private static final String WHOLE = ".line";
    private static final long LOOK_EVERY_NS = 500_000_000;
    private static final long LONGEST_BYTES = 1 << 20;
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path archive;
    private final Path folder;
    private final LongSupplier nanoTime;
    private final Deque<Underway> erasures = new ArrayDeque<>();
    private final Set<Path> underWay = new HashSet<>();
    private final Set<Path> hopeless = new HashSet<>();
    private long lookedAtNs;

    /** An erasure that was asked for by a file. */
    private record Underway(Path file, CallErasure erasure) {}

    LineRequests(Path archive, LongSupplier nanoTime) {
        this.archive = archive;
        folder = archive.resolve(FOLDER);
        this.nanoTime = nanoTime;
        lookedAtNs = nanoTime.getAsLong() - LOOK_EVERY_NS;
    }

    /**
     * Leaves a line.
     *
     * @return the file, which is there until the line is kept
     * @throws ArchiveException if it cannot be left, or whoever owns the archive could not read it
     */
    static Path leave(Path archive, ArchiveLine line) throws ArchiveException {
        Path folder = archive.resolve(FOLDER);
        try {
            Files.createDirectories(folder, OWNER_ONLY);
            giveTo(archive, folder);
            Path file = folder.resolve(UUID.nameUUIDFromBytes(line.id().getBytes(StandardCharsets.UTF_8)) + WHOLE);
            Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
            try {
                write(unfinished, line);
                giveTo(archive, unfinished);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            DayFiles.forceDirectory(folder);
            return file;
        } catch (IOException failed) {
            throw ArchiveException.at(folder, "a request cannot be left", failed);
        }
    }

    private static void write(Path file, ArchiveLine line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line.json() + '\n').getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                OWNER_ONLY_FILE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    // A command may be run by root, and the engine by a user of its own.
    private static void giveTo(Path archive, Path made) throws IOException {
        if (!Files.getOwner(made).equals(Files.getOwner(archive))) {
            Files.setOwner(made, Files.getOwner(archive));
        }
    }

    /** Takes what was left since the last look, where that is some time ago. */
    void look(Function<ArchiveLine, CompletableFuture<Void>> append) {
        long nowNs = nanoTime.getAsLong();
        if (nowNs - lookedAtNs < LOOK_EVERY_NS) {
            return;
        }
        lookedAtNs = nowNs;
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + WHOLE)) {
            for (Path file : files) {
                if (!hopeless.contains(file) && underWay.add(file)) {
                    take(file, append);
                }
            }
        } catch (DirectoryIteratorException failed) {
            giveUp(folder, ArchiveException.reason(failed.getCause()));
        } catch (IOException failed) {
            giveUp(folder, ArchiveException.reason(failed));
        }
    }

    private void take(Path file, Function<ArchiveLine, CompletableFuture<Void>> append) {
        try {
            JsonNode request = read(file);
            ArchiveLine line = new ArchiveLine(request.path("id").asString(""), text(file));
            append.apply(line).whenComplete((kept, failure) -> {
                if (failure == null) {
                    kept(file, request);
                } else {
                    underWay.remove(file);
                }
            });
        } catch (IOException failed) {
            underWay.remove(file);
            giveUp(file, ArchiveException.reason(failed));
        } catch (IllegalArgumentException | JacksonException unfit) {
            underWay.remove(file);
            giveUp(file, "it holds no line of the archive");
        }
    }

    private static JsonNode read(Path file) throws IOException {
        if (Files.size(file) > LONGEST_BYTES) {
            throw new IllegalArgumentException("too long");
        }
        return JsonMapper.shared().readTree(text(file));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
    }

    private void kept(Path file, JsonNode request) {
        try {
            Optional<CallErasure> erasure = CallErasure.askedBy(request, archive);
            if (erasure.isPresent()) {
                erasures.add(new Underway(file, erasure.get()));
                return;
            }
            underWay.remove(file);
            remove(file);
        } catch (IOException failed) {
            giveUp(file, ArchiveException.reason(failed));
        }
    }

    /**
     * Goes on with what is to be erased, one file of the archive at a time.
     *
     * @return whether there was something to do
     */
    boolean erase() {
        Underway next = erasures.peek();
        if (next == null) {
            return false;
        }
        try {
            if (!next.erasure().eraseFromNext()) {
                erasures.remove();
                underWay.remove(next.file());
                remove(next.file());
            }
        } catch (IOException failed) {
            erasures.remove();
            giveUp(
                    next.file(),
                    "calls could not be erased, which is tried again at the next start: "
                            + ArchiveException.reason(failed));
        }
        return true;
    }

    private void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            giveUp(file, "its line is kept, but it cannot be removed: " + ArchiveException.reason(failed));
        }
    }

    /** Told once, and left where it is. */
    private void giveUp(Path file, String why) {
        if (hopeless.add(file)) {
            LOG.warn("archive: {} is left alone: {}", file, why);
        }
    }
}
