package io.callfuse.engine.ingress.recording;

import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.LinearAssembler;
import io.callfuse.engine.ingress.MediaFrameSink;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A recorded call: WAV (PCM16, mu-law, A-law) or FLAC, told apart by their content, 8 to 48 kHz, mono or one channel of stereo.
 * It goes the way of live audio, through {@link LinearAssembler}, in constant memory whatever its length. One thread.
 */
public final class Recording implements AutoCloseable {
    private static final int BLOCK_SAMPLES = 4096;
    private static final int FLAC_BUFFER_BYTES = 32 * 1024;

    private final Path file;
    private final SampleSource source;
    private final short[] block = new short[BLOCK_SAMPLES];
    private long samplesRead;
    private String warning;

    private Recording(Path file, SampleSource source) {
        this.file = file;
        this.source = source;
    }

    /**
     * Opens a recording and reads its header.
     *
     * @throws RecordingException if it is missing, no recording, or of a kind that is not read
     */
    public static Recording open(Path file, ChannelChoice caller) throws RecordingException {
        if (Files.isDirectory(file)) {
            throw new RecordingException(file, "is a directory, not a recording");
        }
        if (!Files.exists(file)) {
            throw new RecordingException(file, "does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw new RecordingException(file, "is not a regular file");
        }
        try {
            return new Recording(file, openSource(file, caller));
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    /** Samples a second of the file; media frames have 8000 whatever this is. */
    public int sampleRateHz() {
        return source.sampleRateHz();
    }

    /** Length that the file promises, s; 0 where it does not say. */
    public double promisedSeconds() {
        return (double) source.promisedSamples() / source.sampleRateHz();
    }

    /** Length of what was read so far, s. */
    public double secondsRead() {
        return (double) samplesRead / source.sampleRateHz();
    }

    /** After the end: what is wrong with a recording that could be read all the same, in one line that names the file. */
    public Optional<String> warning() {
        return Optional.ofNullable(warning);
    }

    /**
     * Reads the whole recording into the sink, and ends it.
     *
     * @throws RecordingException if the file turns out to be corrupt or unreadable; the sink was ended before
     */
    public void readInto(MediaFrameSink sink) throws RecordingException {
        LinearAssembler assembler = assembler(sink);
        while (readBlock(assembler)) {
            assert samplesRead > 0 : "a block without samples";
        }
    }

    /** Brings the samples of this recording, and its gaps where it names them, to a sink: for {@link #readBlock}. */
    public LinearAssembler assembler(MediaFrameSink sink) {
        FrameGaps gaps = source.gaps();
        return new LinearAssembler(gaps.isEmpty() ? sink : new GapAwareSink(sink, gaps));
    }

    /**
     * Reads the next half second or so; at the end of the recording it ends the stream instead.
     *
     * @param assembler the same for all blocks of this recording
     * @return whether there may be more
     * @throws RecordingException if the file turns out to be corrupt or unreadable; the stream was ended before
     */
    public boolean readBlock(LinearAssembler assembler) throws RecordingException {
        int samples = readSamples(assembler);
        if (samples > 0) {
            samplesRead += samples;
            assembler.accept(block, 0, samples, source.sampleRateHz(), System.nanoTime());
            return true;
        }
        if (source.cutShort()) {
            warning = String.format(
                    Locale.ROOT,
                    "%s is cut off: it holds %.1f s of the %.1f s that its header promises",
                    file,
                    secondsRead(),
                    promisedSeconds());
        }
        assembler.end(source.cutShort() ? EndOfMedia.TRUNCATED : EndOfMedia.COMPLETED);
        return false;
    }

    /** Closes the file. */
    @Override
    public void close() throws RecordingException {
        try {
            source.close();
        } catch (IOException failure) {
            throw unreadable(file, failure);
        }
    }

    private int readSamples(LinearAssembler assembler) throws RecordingException {
        try {
            return source.read(block);
        } catch (IOException failure) {
            assembler.end(EndOfMedia.CONNECTION_LOST);
            throw unreadable(file, failure);
        } catch (RecordingException corrupt) {
            assembler.end(EndOfMedia.PROTOCOL_ERROR);
            throw corrupt;
        }
    }

    private static SampleSource openSource(Path file, ChannelChoice caller) throws IOException, RecordingException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        SampleSource source = null;
        try {
            source = sourceOf(file, channel, caller);
            return source;
        } finally {
            if (source == null) {
                channel.close();
            }
        }
    }

    private static SampleSource sourceOf(Path file, SeekableByteChannel channel, ChannelChoice caller)
            throws IOException, RecordingException {
        String magic = magic(channel);
        channel.position(0);
        if (magic.isEmpty()) {
            throw new RecordingException(file, "is empty");
        }
        if (magic.equals("RIFF") || magic.equals("RF64")) {
            return WavSource.open(file, channel, caller);
        }
        if (magic.equals("fLaC") || magic.startsWith("ID3")) {
            return FlacSource.open(
                    file, new BufferedInputStream(Channels.newInputStream(channel), FLAC_BUFFER_BYTES), caller);
        }
        if (Capture.isCapture(file)) {
            throw new RecordingException(
                    file, "is a capture of packets; callfuse analyze reads those, a leg for each stream");
        }
        throw new RecordingException(file, "is neither a WAV nor a FLAC file, nor a capture of packets");
    }

    private static String magic(SeekableByteChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(4);
        while (head.hasRemaining() && channel.read(head) >= 0) {
            assert head.position() > 0 : "a read that read nothing";
        }
        return new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
    }

    private static RecordingException unreadable(Path file, IOException failure) {
        String why = failure instanceof AccessDeniedException ? "permission denied" : failure.getMessage();
        return new RecordingException(file, "cannot be read: " + why, failure);
    }
}
