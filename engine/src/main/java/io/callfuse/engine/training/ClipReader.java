package io.callfuse.engine.training;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.Recording;
import io.callfuse.engine.ingress.recording.RecordingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Collects the frames of a short recording (FLAC or WAV, any rate), as the inlet of recordings makes them. */
public final class ClipReader implements MediaFrameSink {
    private short[] samples = new short[4 * MediaTime.SAMPLE_RATE_HZ];
    private int count;

    private ClipReader() {}

    /** Returns the samples at 8 kHz, whole frames of 20 ms; a file that is no recording is an error that names it. */
    public static short[] read(Path file) throws IOException {
        ClipReader reader = new ClipReader();
        try (Recording recording = Recording.open(file, ChannelChoice.UNSAID)) {
            recording.readInto(reader);
        } catch (RecordingException e) {
            throw new IOException(e.getMessage(), e);
        }
        return Arrays.copyOf(reader.samples, reader.count);
    }

    @Override
    public void audio(short[] frame, int offset, long arrivalNs) {
        if (count + MediaTime.FRAME_SAMPLES > samples.length) {
            samples = Arrays.copyOf(samples, 2 * samples.length);
        }
        System.arraycopy(frame, offset, samples, count, MediaTime.FRAME_SAMPLES);
        count += MediaTime.FRAME_SAMPLES;
    }

    @Override
    public void gap(long insertedAtNs) {
        throw new IllegalStateException("a recording has no gaps");
    }

    @Override
    public void digit(char digit) {
        throw new IllegalStateException("a recording has no keys");
    }

    @Override
    public void end(EndOfMedia reason) {
        // A cut recording is as good as a whole one here: what was read is what there is.
    }
}
