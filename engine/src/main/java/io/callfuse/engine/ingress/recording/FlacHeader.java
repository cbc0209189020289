package io.callfuse.engine.ingress.recording;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * What comes before the audio of a FLAC file. Only the first block, STREAMINFO, matters; the others (tags, pictures, seek
 * tables) are skipped here, so that the decoder never sees them: it would hold whatever sizes a malformed one claims.
 *
 * @param streamInfo the 34 bytes of STREAMINFO
 */
record FlacHeader(byte[] streamInfo) {
    private static final int STREAM_INFO_BYTES = 34;
    private static final int LAST_BLOCK = 0x80;
    private static final int MAGIC = 0x664c_6143;

    /** Reads up to the first audio frame. */
    static FlacHeader read(Path file, InputStream in) throws IOException, RecordingException {
        DataInputStream data = new DataInputStream(in);
        try {
            if (readMagic(data) != MAGIC) {
                throw new RecordingException(file, "begins like a FLAC file but is none");
            }
            int first = data.readInt();
            if ((first & 0x7fff_ffff) != STREAM_INFO_BYTES) {
                throw new RecordingException(file, "is a corrupt FLAC file: it does not begin with its STREAMINFO");
            }
            byte[] streamInfo = new byte[STREAM_INFO_BYTES];
            data.readFully(streamInfo);
            for (int head = first; head >= 0; ) {
                head = data.readInt();
                data.skipNBytes(head & 0xff_ffff);
            }
            return new FlacHeader(streamInfo);
        } catch (EOFException cutOff) {
            throw new RecordingException(file, "has a FLAC header but no data", cutOff);
        }
    }

    /** Skips an ID3v2 tag, which some taggers put in front. */
    private static int readMagic(DataInputStream data) throws IOException {
        int magic = data.readInt();
        if (magic >>> 8 != 0x49_4433) {
            return magic;
        }
        data.skipNBytes(2);
        int sizeBytes = 0;
        for (int i = 0; i < 4; i++) {
            sizeBytes = sizeBytes << 7 | data.readByte() & 0x7f;
        }
        data.skipNBytes(sizeBytes);
        return data.readInt();
    }

    /** Returns the stream as the decoder shall see it: STREAMINFO alone, then the frames that follow in {@code in}. */
    InputStream before(InputStream in) {
        byte[] bare = ByteBuffer.allocate(8 + STREAM_INFO_BYTES)
                .putInt(MAGIC)
                .putInt(LAST_BLOCK << 24 | STREAM_INFO_BYTES)
                .put(streamInfo)
                .array();
        return new SequenceInputStream(new ByteArrayInputStream(bare), in);
    }

    SourceFormat format() {
        return new SourceFormat((int) (packed() >>> 41 & 7) + 1, (int) (packed() >>> 44));
    }

    int bitsPerSample() {
        return (int) (packed() >>> 36 & 0x1f) + 1;
    }

    /** How many samples a channel has; 0 where the file does not say. */
    long samples() {
        return packed() & 0xf_ffff_ffffL;
    }

    /** Sample rate (20 bits), channels - 1 (3), bits a sample - 1 (5), samples (36). */
    private long packed() {
        return ByteBuffer.wrap(streamInfo).getLong(10);
    }
}
