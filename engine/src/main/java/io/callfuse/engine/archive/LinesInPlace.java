package io.callfuse.engine.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Changes lines of a file where they stand. What is put instead is as long as what stood there, with blanks behind it: so each place
 * in the file that somebody remembers is still the beginning of a line, whoever appends goes on, and nobody reads anything a second
 * time. Broken off, it is done again and comes to the same. Stateless.
 */
final class LinesInPlace {
    private static final int BLOCK_BYTES = 1 << 20;
    private static final int HEAD_BYTES = 1024;
    private static final byte[] ID = "{\"id\":\"".getBytes(StandardCharsets.UTF_8);

    private LinesInPlace() {}

    /** Looks at the lines of a file. */
    @FunctionalInterface
    interface Visitor {
        /**
         * A line.
         *
         * @param start its first byte
         * @param length in bytes, without its line break
         * @param head its first bytes, {@value #HEAD_BYTES} at most
         */
        void line(long start, int length, byte[] head) throws IOException;
    }

    /** Says what is to stand instead of a line. */
    @FunctionalInterface
    interface Edit {
        /**
         * What is to stand there.
         *
         * @param id of the line
         * @return empty where it stays as it is; what is longer than the line is not put there
         */
        Optional<String> instead(String id, Line line) throws IOException;
    }

    /** The text of a line, read when it is asked for. */
    @FunctionalInterface
    interface Line {
        String text() throws IOException;
    }

    /** Looks at each line of a file that has its line break. */
    static void each(Path file, Visitor visitor) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            each(channel, visitor);
        }
    }

    /** Changes lines, and returns how many; what was changed is on the disk then. */
    static int edit(Path file, Edit edit) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int[] changed = {0};
            each(channel, (start, length, head) -> {
                String id = idOf(head);
                Optional<byte[]> instead = edit.instead(id, () -> text(channel, start, length))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .filter(bytes -> bytes.length <= length);
                if (instead.isPresent()) {
                    byte[] filled = Arrays.copyOf(instead.get(), length);
                    Arrays.fill(filled, instead.get().length, length, (byte) ' ');
                    write(channel, start, filled);
                    changed[0]++;
                }
            });
            if (changed[0] > 0) {
                channel.force(true);
            }
            return changed[0];
        }
    }

    /** The id with which a line begins; empty where it begins with none. */
    static String idOf(byte[] head) {
        if (head.length <= ID.length || !Arrays.equals(head, 0, ID.length, ID, 0, ID.length)) {
            return "";
        }
        for (int i = ID.length; i < head.length; i++) {
            if (head[i] == '"') {
                return new String(head, ID.length, i - ID.length, StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static void each(FileChannel channel, Visitor visitor) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        byte[] head = new byte[HEAD_BYTES];
        int headBytes = 0;
        long start = 0;
        long position = 0;
        while (channel.read(block.clear(), position) > 0) {
            for (int i = 0; i < block.position(); i++) {
                byte next = block.get(i);
                if (next == '\n') {
                    visitor.line(start, (int) (position + i - start), Arrays.copyOf(head, headBytes));
                    start = position + i + 1;
                    headBytes = 0;
                } else if (headBytes < HEAD_BYTES) {
                    head[headBytes++] = next;
                }
            }
            position += block.position();
        }
    }

    private static String text(FileChannel channel, long start, int length) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(length);
        while (text.hasRemaining()) {
            if (channel.read(text, start + text.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return new String(text.array(), StandardCharsets.UTF_8);
    }

    private static void write(FileChannel channel, long start, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left, start + left.position());
        }
    }
}
