package io.callfuse.engine.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Set;

/**
 * The files {@code callfuse-YYYY-MM-DD.jsonl} of a directory. One thread. A commit that fails is cut off again before the next,
 * so that no half line stays between whole ones.
 */
final class DayFiles implements LineFiles {
    private static final Set<StandardOpenOption> APPEND = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private final Path directory;
    private final CommittedLines committed;
    private LocalDate openDay;
    private Path openPath;
    private Object openKey;
    private FileChannel channel;
    private long committedBytes;
    private boolean dirty;

    DayFiles(CommittedLines committed) {
        this.committed = committed;
        directory = committed.directory();
    }

    static String name(LocalDate day) {
        return "callfuse-" + day + ".jsonl";
    }

    @Override
    public void commit(LocalDate day, ByteBuffer lines) throws IOException {
        if (!day.equals(openDay) || movedAway()) {
            open(day);
        }
        if (dirty) {
            channel.truncate(committedBytes);
            dirty = false;
        }
        dirty = true;
        long position = committedBytes;
        while (lines.hasRemaining()) {
            position += channel.write(lines, position);
        }
        channel.force(false);
        dirty = false;
        committedBytes = position;
        committed.committed(name(day), position);
    }

    @Override
    public void close() throws IOException {
        FileChannel closing = channel;
        channel = null;
        openDay = null;
        if (closing == null) {
            return;
        }
        try (closing) {
            if (dirty) {
                closing.truncate(committedBytes);
            }
        }
    }

    // An operator may move or delete a day's file while it is open; lines written to it after that would be lost.
    private boolean movedAway() throws IOException {
        try {
            return !key(openPath).equals(openKey);
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    private void open(LocalDate day) throws IOException {
        close();
        Path path = directory.resolve(name(day));
        boolean isNew = Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
        if (!isNew) {
            TornTail.cutOff(path);
        }
        FileChannel opened = FileChannel.open(
                path, APPEND, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            committedBytes = opened.size();
            openKey = key(path);
            if (isNew) {
                forceDirectory(directory);
            }
        } catch (IOException failed) {
            opened.close();
            throw failed;
        }
        dirty = false;
        channel = opened;
        openPath = path;
        openDay = day;
    }

    /** Makes the names in a directory survive a crash, as {@code force} does the contents of a file. */
    static void forceDirectory(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
