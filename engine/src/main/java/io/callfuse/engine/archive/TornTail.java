package io.callfuse.engine.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds and cuts off what a crash left at the end of a file of JSON lines. What is cut off was never acknowledged; it is kept
 * beside the file under the same name with {@code .torn} at its end.
 */
final class TornTail {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final long LONGEST_LINE_BYTES = 64L << 20;

    private final FileChannel channel;

    private TornTail(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Leaves only whole lines in a file.
     *
     * @return how many bytes were cut off, 0 where the file was whole
     */
    static long cutOff(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            long whole = new TornTail(channel).wholeBytes(size);
            if (whole < size) {
                quarantine(channel, whole, file.resolveSibling(file.getFileName() + ".torn"));
                channel.truncate(whole);
                channel.force(true);
            }
            return size - whole;
        }
    }

    private static void quarantine(FileChannel from, long start, Path torn) throws IOException {
        try (FileChannel to = FileChannel.open(
                torn,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            long position = start;
            while (position < from.size()) {
                position += from.transferTo(position, from.size() - position, to);
            }
            to.write(ByteBuffer.wrap(new byte[] {'\n'}));
            to.force(true);
        }
    }

    /** Returns the length of the file up to and with its last line that is whole. */
    private long wholeBytes(long size) throws IOException {
        long end = size;
        while (end > 0) {
            long start = lineStart(end - 1);
            if (isWhole(start, end)) {
                return end;
            }
            end = start;
        }
        return 0;
    }

    /** Returns where the line that holds the byte before {@code end} begins, a line break at {@code end} not counted. */
    private long lineStart(long end) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        long blockEnd = end;
        while (blockEnd > 0) {
            long blockStart = Math.max(0, blockEnd - BLOCK_BYTES);
            read(block, blockStart, (int) (blockEnd - blockStart));
            for (int i = block.limit() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return blockStart + i + 1;
                }
            }
            blockEnd = blockStart;
        }
        return 0;
    }

    private boolean isWhole(long start, long end) throws IOException {
        if (end - start > LONGEST_LINE_BYTES) {
            return false;
        }
        ByteBuffer line = ByteBuffer.allocate((int) (end - start));
        read(line, start, line.capacity());
        return line.get(line.limit() - 1) == '\n' && isObject(line.array());
    }

    private void read(ByteBuffer into, long position, int length) throws IOException {
        into.clear().limit(length);
        while (into.hasRemaining()) {
            if (channel.read(into, position + into.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
    }

    private static boolean isObject(byte[] line) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (JacksonException torn) {
            return false;
        }
    }
}
