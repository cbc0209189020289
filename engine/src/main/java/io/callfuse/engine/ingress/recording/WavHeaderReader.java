package io.callfuse.engine.ingress.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Finds the format and the samples among the chunks of a WAV (RIFF or RF64) file, in whatever order they stand.
 *
 * <pre>
 *  0        4        8        12       16       20
 *  +--------+--------+--------+--------+--------+----------------+---+--------+--------+-----
 *  | "RIFF" | length | "WAVE" | "fmt " | length | format         | 0?| "data" | length | samples
 *  +--------+--------+--------+--------+--------+----------------+---+--------+--------+-----
 *                             |&lt;- chunk: name, length (low byte first), body, a zero if odd -&gt;|
 * </pre>
 */
final class WavHeaderReader {
    private static final int MAX_CHUNKS = 1000;
    private static final int FORMAT_BYTES = 16;
    private static final int EXTENSIBLE_FORMAT_BYTES = 40;
    /** A gap in each second of two days. */
    private static final int MAX_GAP_BYTES = 8 * 2 * 24 * 3600;

    private static final int EXTENSIBLE = 0xfffe;
    /** Writers into a pipe leave a length of 0, or one near the end of the signed or unsigned range. */
    private static final long STREAMED_LENGTH = 0x7fff_0000L;
    /** The last eight bytes of a GUID whose first two are a format tag, low byte first. */
    private static final long GUID_TAIL = 0x719b_3800_aa00_0080L;

    private final Path file;
    private final SeekableByteChannel channel;
    private final long fileBytes;
    private WavCodec codec;
    private SourceFormat format;
    private long longDataBytes;
    private long dataStart = -1;
    private long dataBytes;
    private long promisedBytes;
    private FrameGaps gaps = FrameGaps.NONE;

    private WavHeaderReader(Path file, SeekableByteChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        fileBytes = channel.size();
    }

    /** Reads the header; afterwards the channel's position is anywhere. */
    static WavHeader read(Path file, SeekableByteChannel channel) throws IOException, RecordingException {
        return new WavHeaderReader(file, channel).read();
    }

    private WavHeader read() throws IOException, RecordingException {
        ByteBuffer riff = bytesAt(0, 12);
        if (riff.remaining() < 12 || !name(riff, 8).equals("WAVE")) {
            throw new RecordingException(file, "begins like a WAV file but is none");
        }
        boolean finished = Math.abs((riff.getInt(4) & 0xffff_ffffL) + 8 - fileBytes) <= 1;
        long at = 12;
        for (int chunk = 0; at + 8 <= fileBytes && (format == null || dataStart < 0); chunk++) {
            if (chunk == MAX_CHUNKS) {
                throw new RecordingException(file, "has more than " + MAX_CHUNKS + " chunks; that is no recording");
            }
            at = readChunk(at, finished);
        }
        // Where an engine's own recording has its gaps; nothing else behind the samples is of interest.
        if (dataStart >= 0 && at + 8 <= fileBytes && name(bytesAt(at, 8), 0).equals("gaps")) {
            readChunk(at, finished);
        }
        return checked();
    }

    /** Returns where the next chunk begins. */
    private long readChunk(long at, boolean finished) throws IOException, RecordingException {
        ByteBuffer head = bytesAt(at, 8);
        String name = name(head, 0);
        long length = head.getInt(4) & 0xffff_ffffL;
        long body = at + 8;
        switch (name) {
            case "fmt " -> readFormat(bytesAt(body, (int) Math.min(length, EXTENSIBLE_FORMAT_BYTES)));
            case "ds64" -> readLongLengths(bytesAt(body, (int) Math.min(length, 16)));
            case "data" -> length = placeData(body, length, finished);
            case "gaps" -> gaps = FrameGaps.read(bytesAt(body, (int) Math.min(length, MAX_GAP_BYTES)));
            default -> {
                // Lists of tags, cue points, padding: nothing that is heard.
            }
        }
        return body + length + (length & 1);
    }

    private long placeData(long body, long length, boolean finished) {
        if (dataStart >= 0) {
            return length;
        }
        long promised = length == 0xffff_ffffL && longDataBytes > 0 ? longDataBytes : length;
        boolean streamed = promised == 0 && !finished || promised == length && length >= STREAMED_LENGTH;
        dataStart = body;
        promisedBytes = streamed ? 0 : promised;
        dataBytes = streamed ? fileBytes - body : Math.min(promised, fileBytes - body);
        return Math.max(promised, dataBytes);
    }

    private void readLongLengths(ByteBuffer body) {
        longDataBytes = body.remaining() < 16 ? 0 : Math.max(0, body.getLong(8));
    }

    private void readFormat(ByteBuffer body) throws RecordingException {
        if (body.remaining() < FORMAT_BYTES) {
            throw new RecordingException(file, "has a format chunk of " + body.remaining() + " bytes; 16 are needed");
        }
        int tag = Short.toUnsignedInt(body.getShort(0));
        int bits = Short.toUnsignedInt(body.getShort(14));
        if (tag == EXTENSIBLE && body.remaining() == EXTENSIBLE_FORMAT_BYTES && isTagGuid(body)) {
            tag = Short.toUnsignedInt(body.getShort(24));
        }
        codec = WavCodec.of(tag, bits);
        if (codec == null) {
            throw new RecordingException(
                    file, "holds " + WavCodec.describe(tag, bits) + "; 16-bit PCM, mu-law and A-law are read");
        }
        format = new SourceFormat(Short.toUnsignedInt(body.getShort(2)), body.getInt(4));
        int blockBytes = Short.toUnsignedInt(body.getShort(12));
        if (blockBytes != codec.sampleBytes() * format.channels()) {
            throw new RecordingException(file, "contradicts itself: blocks of " + blockBytes + " bytes");
        }
    }

    private static boolean isTagGuid(ByteBuffer body) {
        return body.getShort(26) == 0 && body.getInt(28) == 0x0010_0000 && body.getLong(32) == GUID_TAIL;
    }

    private WavHeader checked() throws RecordingException {
        if (format == null) {
            throw new RecordingException(file, "has a WAV header but no format chunk");
        }
        WavHeader header = new WavHeader(codec, format, dataStart, dataBytes, promisedBytes, gaps);
        if (dataStart < 0 || dataBytes < header.blockBytes()) {
            throw new RecordingException(file, "has a WAV header but no data");
        }
        return header;
    }

    /** Returns as many bytes of the file as there are, at most {@code length}. */
    private ByteBuffer bytesAt(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(at);
        while (bytes.hasRemaining() && channel.read(bytes) > 0) {
            assert bytes.position() > 0 : "a read that read nothing";
        }
        return bytes.flip();
    }

    private static String name(ByteBuffer bytes, int at) {
        return new String(bytes.array(), at, 4, StandardCharsets.ISO_8859_1);
    }
}
