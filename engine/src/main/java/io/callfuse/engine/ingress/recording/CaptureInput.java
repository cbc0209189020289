package io.callfuse.engine.ingress.recording;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** The bytes of a capture file, read in order, and where in the file they stand. One thread. */
final class CaptureInput implements Closeable {
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Path file;
    private final InputStream in;
    private final ByteBuffer small = ByteBuffer.allocate(32);
    private long offset;

    CaptureInput(CaptureSource source) throws IOException {
        file = source.file();
        in = new BufferedInputStream(source.bytes().open(), BUFFER_BYTES);
    }

    /** Where the next byte stands. */
    long offset() {
        return offset;
    }

    void order(ByteOrder order) {
        small.order(order);
    }

    ByteOrder order() {
        return small.order();
    }

    /** Whether the file ends here. */
    boolean atEnd() throws IOException {
        in.mark(1);
        boolean end = in.read() < 0;
        in.reset();
        return end;
    }

    /** Returns the next bytes, at most 32; valid until the next call. */
    ByteBuffer header(int bytes) throws IOException {
        read(small.array(), bytes);
        return small.clear().limit(bytes);
    }

    /** Reads the next bytes into the beginning of the array; an {@link EOFException} if the file ends amid them. */
    void read(byte[] into, int bytes) throws IOException {
        int got = in.readNBytes(into, 0, bytes);
        offset += got;
        if (got < bytes) {
            throw new EOFException("the file ends amid a record");
        }
    }

    void skip(long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            long skipped = in.skip(left);
            if (skipped == 0 && in.read() < 0) {
                throw new EOFException("the file ends amid a record");
            }
            long moved = Math.max(1, skipped);
            offset += moved;
            left -= moved;
        }
    }

    /** Says what is wrong with the file at a place in it. */
    RecordingException broken(long at, String why) {
        return new RecordingException(file, "is a broken capture: at byte " + at + " " + why);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
