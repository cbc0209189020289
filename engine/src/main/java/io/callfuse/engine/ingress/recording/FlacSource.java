package io.callfuse.engine.ingress.recording;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jflac.FLACDecoder;
import org.jflac.FrameListener;
import org.jflac.frame.Frame;
import org.jflac.metadata.Metadata;

/** One channel of a FLAC file, decoded frame by frame with jflac. One thread. */
final class FlacSource implements SampleSource {
    private static final Set<Integer> SAMPLE_BITS = Set.of(8, 12, 16, 20, 24);

    /** So begins what jflac says of a stream that it cannot read, in an exception of input and output. */
    private static final String DECODER_STATE = "STREAM_DECODER_";

    private final Path file;
    private final InputStream in;
    private final FlacHeader header;
    private final int callerChannel;
    private final FLACDecoder decoder;
    private String complaint = "";
    private Frame frame;
    private int frameAt;
    private long samplesRead;

    private FlacSource(Path file, InputStream in, FlacHeader header, ChannelChoice caller) {
        this.file = file;
        this.in = in;
        this.header = header;
        callerChannel = caller.index(header.format().channels());
        decoder = new FLACDecoder(new EndingStream(header.before(in)));
        decoder.addFrameListener(new Complaints());
    }

    /** Reads the header and stands at the first sample. The source closes the stream, which should be buffered. */
    static FlacSource open(Path file, InputStream in, ChannelChoice caller) throws IOException, RecordingException {
        FlacHeader header = FlacHeader.read(file, in);
        header.format().check(file, caller);
        if (!SAMPLE_BITS.contains(header.bitsPerSample())) {
            throw new RecordingException(
                    file, "holds " + header.bitsPerSample() + "-bit FLAC; 8, 12, 16, 20 and 24 bits are read");
        }
        FlacSource source = new FlacSource(file, in, header, caller);
        source.decoder.readMetadata();
        source.nextFrame();
        if (source.frame == null) {
            throw new RecordingException(file, "has a FLAC header but no data");
        }
        return source;
    }

    @Override
    public int sampleRateHz() {
        return header.format().sampleRateHz();
    }

    @Override
    public long promisedSamples() {
        return header.samples();
    }

    @Override
    public int read(short[] into) throws IOException, RecordingException {
        while (frame != null && frameAt == frame.header.blockSize) {
            nextFrame();
        }
        if (frame == null) {
            return 0;
        }
        int samples = Math.min(into.length, frame.header.blockSize - frameAt);
        int[] decoded = decoder.getChannelData()[callerChannel].getOutput();
        int shift = header.bitsPerSample() - Short.SIZE;
        for (int i = 0; i < samples; i++) {
            int sample = decoded[frameAt + i];
            into[i] = (short) (shift >= 0 ? sample >> shift : sample << -shift);
        }
        frameAt += samples;
        samplesRead += samples;
        return samples;
    }

    @Override
    public boolean cutShort() {
        return samplesRead < header.samples();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void nextFrame() throws IOException, RecordingException {
        frameAt = 0;
        frame = null;
        if (header.samples() > 0 && samplesRead >= header.samples()) {
            return;
        }
        try {
            frame = decoder.readNextFrame();
        } catch (EndedWithinAFrame end) {
            // What is missing is told as for any file that is cut off.
            return;
        } catch (IOException fault) {
            if (fault.getMessage() == null || !fault.getMessage().startsWith(DECODER_STATE)) {
                throw fault;
            }
            throw corrupt("a frame cannot be decoded", fault);
        } catch (RuntimeException brokenFrame) {
            throw corrupt("a frame cannot be decoded", brokenFrame);
        }
        if (decoder.getBadFrames() > 0 || frame != null && !complaint.isEmpty()) {
            throw corrupt(complaint, null);
        }
        if (frame != null && !fitsHeader()) {
            throw corrupt("a frame contradicts the header", null);
        }
    }

    private boolean fitsHeader() {
        return frame.header.channels == header.format().channels()
                && frame.header.bitsPerSample == header.bitsPerSample()
                && frame.header.sampleRate == header.format().sampleRateHz();
    }

    private RecordingException corrupt(String why, Exception cause) {
        double atSeconds = (double) samplesRead / sampleRateHz();
        String where = String.format(Locale.ROOT, "%.1f s", atSeconds);
        return new RecordingException(file, "is a corrupt FLAC file from " + where + " on: " + why, cause);
    }

    /** The file ends where jflac goes on looking for a frame. */
    private static final class EndedWithinAFrame extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndedWithinAFrame() {
            super("the file ends within a frame", null, false, false);
        }
    }

    /** jflac takes some ends of a file for a broken header and looks for the next one, for ever: it is told the end only so often. */
    private static final class EndingStream extends FilterInputStream {
        private static final int TELLINGS = 100;

        private int told;

        EndingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return counted(super.read());
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return counted(super.read(into, offset, length));
        }

        private int counted(int read) {
            if (read < 0 && ++told > TELLINGS) {
                throw new EndedWithinAFrame();
            }
            return read;
        }
    }

    /** jflac goes on after a fault, with zeros in place of what it could not read; it only tells its listeners. */
    private final class Complaints implements FrameListener {
        @Override
        public void processMetadata(Metadata metadata) {
            // Only STREAMINFO reaches the decoder, and that is known.
        }

        @Override
        public void processFrame(Frame decoded) {
            // Frames are taken from readNextFrame.
        }

        @Override
        public void processError(String message) {
            complaint = message;
        }
    }
}
