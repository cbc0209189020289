package io.callfuse.engine.archive.audio;

import io.callfuse.engine.archive.KeptRecording;
import io.callfuse.engine.archive.RecordingFiles;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A recording as it is written: a WAV file of 16-bit samples at 8 kHz, one channel. A frame that did not come is silence, and listed
 * in a chunk {@code gaps} behind the samples (pairs of 32-bit numbers, the low byte first: which frame of 20 ms, and how many from
 * there on), so that a reader who knows of it hears what the engine heard. It is whole, and has its name, only at its end. One
 * thread.
 */
final class AudioFile {
    private static final int HEADER_BYTES = 44;
    private static final int CHUNK_HEADER_BYTES = 8;
    private static final int FORMAT_BYTES = 16;
    private static final int SAMPLE_BYTES = 2;
    private static final int FRAME_BYTES = MediaTime.FRAME_SAMPLES * SAMPLE_BYTES;
    private static final int BUFFERED_FRAMES = 50;
    /** The lengths in a WAV file are of 32 bits: two days. */
    private static final long MOST_FRAMES = 2L * 24 * 3600 * MediaTime.FRAMES_PER_SECOND;

    private static final int READ_BYTES = 1 << 16;

    private final CallId call;
    private final Path part;
    private final long firstFrame;
    private final FileChannel channel;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFERED_FRAMES * FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final List<long[]> gaps = new ArrayList<>();
    private long frames;
    private long gapFrames;
    private long lostFrames;

    private AudioFile(CallId call, long firstFrame, Path part, FileChannel channel) {
        this.call = call;
        this.firstFrame = firstFrame;
        this.part = part;
        this.channel = channel;
    }

    /** Begins one, for its owner alone. */
    static AudioFile create(Path folder, CallId call, long firstFrame) throws IOException {
        Path part = folder.resolve(call + RecordingFiles.UNFINISHED);
        Files.deleteIfExists(part);
        FileChannel channel = FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        AudioFile file = new AudioFile(call, firstFrame, part, channel);
        file.channel.position(HEADER_BYTES);
        return file;
    }

    /**
     * Writes the next frame, and silence for those that are missing before it.
     *
     * @param lost how many of the missing were lost on the way here, in all
     */
    void write(MediaFrame media, long lost) throws IOException {
        long place = media.index() - firstFrame;
        if (place < frames || place >= MOST_FRAMES) {
            return;
        }
        while (frames < place) {
            silence();
        }
        lostFrames = lost;
        if (media.kind() == MediaFrame.Kind.GAP) {
            silence();
            return;
        }
        reserve();
        for (short sample : media.samples()) {
            buffer.putShort(sample);
        }
        frames++;
    }

    private void silence() throws IOException {
        long[] last = gaps.isEmpty() ? null : gaps.get(gaps.size() - 1);
        if (last != null && last[0] + last[1] == frames) {
            last[1]++;
        } else {
            gaps.add(new long[] {frames, 1});
        }
        gapFrames++;
        reserve();
        buffer.put(new byte[FRAME_BYTES]);
        frames++;
    }

    private void reserve() throws IOException {
        if (buffer.remaining() < FRAME_BYTES) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** Makes it whole, and gives it its name. */
    KeptRecording finish() throws IOException {
        flush();
        writeGaps();
        ByteBuffer header = header(channel.position());
        while (header.hasRemaining()) {
            channel.write(header, header.position());
        }
        channel.force(true);
        channel.close();
        String sha256 = sha256(part);
        Path finished = part.resolveSibling(call + RecordingFiles.FINISHED);
        Files.move(part, finished, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new KeptRecording(
                call,
                finished.getFileName().toString(),
                sha256,
                firstFrame * MediaTime.FRAME_MS,
                frames,
                gapFrames - Math.min(gapFrames, lostFrames),
                lostFrames);
    }

    private void writeGaps() throws IOException {
        if (gaps.isEmpty()) {
            return;
        }
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_HEADER_BYTES + gaps.size() * 2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        chunk.put("gaps".getBytes(StandardCharsets.US_ASCII)).putInt(gaps.size() * 2 * Integer.BYTES);
        for (long[] gap : gaps) {
            chunk.putInt((int) gap[0]).putInt((int) gap[1]);
        }
        chunk.flip();
        while (chunk.hasRemaining()) {
            channel.write(chunk);
        }
    }

    private ByteBuffer header(long fileBytes) {
        int rate = MediaTime.FRAME_SAMPLES * MediaTime.FRAMES_PER_SECOND;
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (fileBytes - CHUNK_HEADER_BYTES));
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(FORMAT_BYTES);
        header.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * SAMPLE_BYTES);
        header.putShort((short) SAMPLE_BYTES).putShort((short) (Byte.SIZE * SAMPLE_BYTES));
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) (frames * FRAME_BYTES));
        return header.flip();
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[READ_BYTES];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java lacks SHA-256, which every Java must have", missing);
        }
    }

    /** Leaves nothing of it. */
    void discard() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** How many frames it has so far. */
    long frames() {
        return frames;
    }
}
