package io.callfuse.engine.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of an archive, held by one engine at a time and readable by its owner alone. Whoever holds it may write; the
 * lock goes with the process, however that ends.
 */
final class ArchiveDirectory implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveDirectory.class);
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_ONLY_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final String DAY_FILES = "callfuse-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].jsonl";

    private final Path path;
    private final FileChannel lock;
    private final CommittedLines committed;
    private int tornFiles;

    private ArchiveDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
        committed = new CommittedLines(path);
    }

    /**
     * Makes the directory where it is missing, holds it, proves that it can be written and cuts off what a crash left.
     *
     * @throws ArchiveException if any of it fails; the message says what and why
     */
    static ArchiveDirectory open(Path path) throws ArchiveException {
        return openIfFree(path)
                .orElseThrow(() -> new ArchiveException("archive " + path + ": another engine writes to it"));
    }

    /** The same; empty where another process holds it. */
    static Optional<ArchiveDirectory> openIfFree(Path path) throws ArchiveException {
        create(path);
        FileChannel lock = hold(path);
        if (lock == null) {
            return Optional.empty();
        }
        ArchiveDirectory directory = new ArchiveDirectory(path, lock);
        try {
            directory.cutOffTornTails();
            return Optional.of(directory);
        } catch (ArchiveException failed) {
            directory.close();
            throw failed;
        }
    }

    Path path() {
        return path;
    }

    /** What was in the files when the directory was opened; whoever writes on goes on telling it. */
    CommittedLines committed() {
        return committed;
    }

    /** How many files had a torn end when the directory was opened. */
    int tornFiles() {
        return tornFiles;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            LOG.warn("archive {}: its lock could not be given back: {}", path, ArchiveException.reason(failed));
        }
    }

    private static void create(Path path) throws ArchiveException {
        try {
            Files.createDirectories(path, OWNER_ONLY);
        } catch (IOException failed) {
            throw ArchiveException.at(path, "cannot be created", failed);
        }
    }

    /** Returns the lock; null where another process has it. */
    private static FileChannel hold(Path path) throws ArchiveException {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    path.resolve(".lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    OWNER_ONLY_FILE);
            if (tryLock(channel) == null) {
                channel.close();
                return null;
            }
            // A byte that reaches the disk shows at start, and not at the first trip, that the disk is not full.
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 0);
            channel.force(true);
            return channel;
        } catch (IOException failed) {
            closeAfter(channel, failed);
            throw ArchiveException.at(path, "cannot be written", failed);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByUs) {
            return null;
        }
    }

    private static void closeAfter(FileChannel channel, IOException failed) {
        if (channel == null) {
            return;
        }
        try {
            channel.close();
        } catch (IOException too) {
            failed.addSuppressed(too);
        }
    }

    private void cutOffTornTails() throws ArchiveException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, DAY_FILES)) {
            for (Path file : files) {
                long cutBytes = TornTail.cutOff(file);
                if (cutBytes > 0) {
                    tornFiles++;
                    LOG.warn(
                            "archive {}: cut off {} bytes of an unfinished line, kept in {}.torn",
                            file,
                            cutBytes,
                            file);
                }
                committed.committed(file.getFileName().toString(), Files.size(file));
            }
        } catch (IOException failed) {
            throw ArchiveException.at(path, "cannot be repaired", failed);
        }
    }
}
