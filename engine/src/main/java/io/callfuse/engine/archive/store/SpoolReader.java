package io.callfuse.engine.archive.store;

import io.callfuse.engine.archive.CommittedLines;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads on in the archive's files where the store stands, day by day, and never past what is on the disk for good. Where a file
 * is not the one that was read before, it is read from its beginning: a line that comes twice is known by its id. One thread.
 */
public final class SpoolReader {
    private static final int BLOCK_BYTES = 1 << 20;
    private static final int LONGEST_LINE_BYTES = 64 << 20;

    private final CommittedLines committed;
    private final Map<String, SpoolPosition> positions = new HashMap<>();

    /**
     * Lines that follow each other in one file.
     *
     * @param lines at least one
     * @param after where the file is read on
     */
    public record Batch(List<SpoolLine> lines, SpoolPosition after) {}

    /** Tells how far a file was read, by the id of its first line. */
    @FunctionalInterface
    public interface Positions {
        /** Empty where nothing of it was read. */
        Optional<SpoolPosition> of(String head) throws StoreException;
    }

    /** Begins where each file begins, or where {@link Positions} will say. */
    public SpoolReader(CommittedLines committed) {
        this.committed = committed;
    }

    /** Returns the next lines, at most so many; empty where all were read. */
    public Optional<Batch> next(int mostLines, Positions stored) throws IOException {
        for (Map.Entry<String, Long> file : committed.bytesByFile().entrySet()) {
            Optional<Batch> batch = read(file.getKey(), file.getValue(), mostLines, stored);
            if (batch.isPresent()) {
                return batch;
            }
        }
        return Optional.empty();
    }

    /** The store holds everything up to here. */
    public void applied(SpoolPosition position) {
        positions.put(position.file(), position);
    }

    /** Forgets how far the store is, which may be another one. */
    public void askAnew() {
        positions.clear();
    }

    /** How many bytes are on the disk and were not read. */
    public long waitingBytes() {
        long waiting = 0;
        for (Map.Entry<String, Long> file : committed.bytesByFile().entrySet()) {
            SpoolPosition position = positions.get(file.getKey());
            waiting += Math.max(0, file.getValue() - (position == null ? 0 : position.bytes()));
        }
        return waiting;
    }

    /**
     * Where a file ends: who begins there reads only what is written from then on.
     *
     * @param end how many of its bytes are on the disk for good
     */
    public static SpoolPosition endOf(Path directory, String file, long end) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(file), StandardOpenOption.READ)) {
            String head = head(channel, end);
            for (long length = BLOCK_BYTES; ; length *= 4) {
                long from = Math.max(0, end - length);
                byte[] block = bytes(channel, from, (int) (end - from));
                int start = block.length - 1;
                while (start > 0 && block[start - 1] != '\n') {
                    start--;
                }
                if (start > 0 || from == 0 || length >= LONGEST_LINE_BYTES) {
                    int lastBytes = block.length - start;
                    String lastId = SpoolLine.idOf(block, start, Math.max(0, lastBytes - 1));
                    return new SpoolPosition(head, file, end, lastId, lastBytes);
                }
            }
        } catch (NoSuchFileException removed) {
            return SpoolPosition.start("", file);
        }
    }

    private Optional<Batch> read(String file, long end, int mostLines, Positions stored) throws IOException {
        SpoolPosition known = positions.get(file);
        if (end == 0 || known != null && known.bytes() == end) {
            return Optional.empty();
        }
        Path path = committed.directory().resolve(file);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (known == null || !stands(channel, known, end)) {
                known = whereToBegin(channel, file, end, stored);
                applied(known);
            }
            return known.bytes() == end ? Optional.empty() : read(channel, known, end, mostLines);
        } catch (NoSuchFileException removed) {
            return Optional.empty();
        }
    }

    private static SpoolPosition whereToBegin(FileChannel channel, String file, long end, Positions stored)
            throws IOException {
        String head = head(channel, end);
        SpoolPosition start = SpoolPosition.start(head, file);
        if (head.isEmpty()) {
            return start;
        }
        Optional<SpoolPosition> before = stored.of(head);
        if (before.isEmpty() || !stands(channel, before.get(), end)) {
            return start;
        }
        SpoolPosition read = before.get();
        return new SpoolPosition(head, file, read.bytes(), read.lastId(), read.lastBytes());
    }

    /** Whether the line before a position is the one that was read there. */
    private static boolean stands(FileChannel channel, SpoolPosition position, long end) throws IOException {
        if (position.bytes() == 0) {
            return head(channel, end).equals(position.head());
        }
        if (position.bytes() > end || position.lastBytes() > position.bytes() || position.lastBytes() < 1) {
            return false;
        }
        byte[] line = bytes(channel, position.bytes() - position.lastBytes(), position.lastBytes());
        return line.length == position.lastBytes()
                && line[line.length - 1] == '\n'
                && SpoolLine.idOf(line, 0, line.length - 1).equals(position.lastId());
    }

    private static String head(FileChannel channel, long end) throws IOException {
        byte[] start = bytes(channel, 0, (int) Math.min(end, 512));
        return SpoolLine.idOf(start, 0, start.length);
    }

    private Optional<Batch> read(FileChannel channel, SpoolPosition from, long end, int mostLines) throws IOException {
        int length = BLOCK_BYTES;
        while (true) {
            byte[] block = bytes(channel, from.bytes(), (int) Math.min(end - from.bytes(), length));
            List<SpoolLine> lines = new ArrayList<>();
            SpoolPosition after = from;
            int start = 0;
            for (int i = 0; i < block.length && lines.size() < mostLines; i++) {
                if (block[i] == '\n') {
                    SpoolLine line = SpoolLine.read(block, start, i - start);
                    lines.add(line);
                    after = after.past(line);
                    start = i + 1;
                }
            }
            if (!lines.isEmpty()) {
                return Optional.of(new Batch(lines, after));
            }
            if (block.length < length || length >= LONGEST_LINE_BYTES) {
                return Optional.empty();
            }
            length = Math.min(LONGEST_LINE_BYTES, length * 4);
        }
    }

    /** Returns what a file holds from a place on, fewer bytes where it ends before. */
    private static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                byte[] there = new byte[bytes.position()];
                bytes.flip().get(there);
                return there;
            }
        }
        return bytes.array();
    }
}
