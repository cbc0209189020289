package io.callfuse.engine.ingress.recording;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a capture file frame by frame, whichever of the two formats it is in. One thread. */
final class CaptureReader implements Closeable {
    private static final int PCAPNG = 0x0a0d0d0a;
    private static final int MAGIC_US = 0xa1b2c3d4;
    private static final int MAGIC_NS = 0xa1b23c4d;

    private final CaptureInput in;
    private final Format format;
    private long cutOffAt = -1;

    /** One of the formats. */
    interface Format {
        /** Reads the next frame; false at the end of the file. */
        boolean next(CapturedFrame into) throws IOException, RecordingException;
    }

    private CaptureReader(CaptureInput in, Format format) {
        this.in = in;
        this.format = format;
    }

    /** Whether a file that begins with these four bytes, the first of them the highest, is a capture. */
    static boolean isCapture(int magic) {
        return magic == PCAPNG || isPcap(magic) || isPcap(Integer.reverseBytes(magic));
    }

    private static boolean isPcap(int magic) {
        return magic == MAGIC_US || magic == MAGIC_NS;
    }

    /** Opens a capture and reads its header. */
    static CaptureReader open(CaptureSource source) throws IOException, RecordingException {
        CaptureInput in = new CaptureInput(source);
        CaptureReader reader = null;
        try {
            reader = new CaptureReader(in, formatOf(in, source));
            return reader;
        } catch (EOFException cut) {
            throw in.broken(in.offset(), "the file ends amid its header");
        } finally {
            if (reader == null) {
                in.close();
            }
        }
    }

    private static Format formatOf(CaptureInput in, CaptureSource source) throws IOException, RecordingException {
        int magic = in.header(4).order(ByteOrder.BIG_ENDIAN).getInt();
        if (magic == PCAPNG) {
            return new PcapngFormat(in);
        }
        boolean highFirst = isPcap(magic);
        if (!highFirst && !isPcap(Integer.reverseBytes(magic))) {
            throw new RecordingException(source.file(), "is no packet capture");
        }
        in.order(highFirst ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return new PcapFormat(in, (highFirst ? magic : Integer.reverseBytes(magic)) == MAGIC_NS);
    }

    /**
     * Reads the next frame.
     *
     * @return false at the end of the file, be it cut off or not
     * @throws RecordingException if the file is broken; it names the place
     */
    boolean next(CapturedFrame into) throws IOException, RecordingException {
        if (cutOffAt >= 0) {
            return false;
        }
        try {
            return format.next(into);
        } catch (EOFException cut) {
            cutOffAt = in.offset();
            return false;
        }
    }

    /** After the end: at which byte the file ends amid a record; -1 if it ends after one. */
    long cutOffAt() {
        return cutOffAt;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /**
     * The classic format.
     *
     * <pre>
     *  file:   magic (4) | version (2, 2) | zone (4) | accuracy (4) | most bytes a frame (4) | link type (4)
     *  record: seconds (4) | micro- or nanoseconds (4) | captured bytes (4) | original bytes (4) | bytes
     * </pre>
     */
    private static final class PcapFormat implements Format {
        private static final int HEADER_BYTES = 20;
        private static final int RECORD_BYTES = 16;

        private final CaptureInput in;
        private final int linkType;
        private final long fractionNs;

        PcapFormat(CaptureInput in, boolean nanoseconds) throws IOException {
            this.in = in;
            fractionNs = nanoseconds ? 1 : 1000;
            // The upper half may carry flags.
            linkType = in.header(HEADER_BYTES).getInt(16) & 0xffff;
        }

        @Override
        public boolean next(CapturedFrame into) throws IOException, RecordingException {
            if (in.atEnd()) {
                return false;
            }
            long at = in.offset();
            ByteBuffer record = in.header(RECORD_BYTES);
            long timeNs =
                    (record.getInt(0) & 0xffff_ffffL) * 1_000_000_000 + (record.getInt(4) & 0xffff_ffffL) * fractionNs;
            int captured = record.getInt(8);
            if (captured < 0 || captured > CapturedFrame.MAX_BYTES) {
                throw in.broken(at, "a packet claims " + (captured & 0xffff_ffffL) + " bytes");
            }
            in.read(into.begin(linkType, timeNs, captured, record.getInt(12)), captured);
            return true;
        }
    }
}
