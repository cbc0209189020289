package io.callfuse.engine.cli.report;

import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.cli.plot.Waveform;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.recording.CapturedStream;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.recording.Recording;
import io.callfuse.engine.ingress.recording.RecordingException;
import java.nio.file.Path;
import java.time.Duration;

/** Reads a recording once more, for the outline of its audio alone. */
public final class Outlines {
    private static final short[] SILENCE = new short[MediaTime.FRAME_SAMPLES];

    private Outlines() {}

    /** The outline of what the engine heard of this recording. */
    public static Waveform of(Path file, ChannelChoice caller) throws RecordingException {
        Waveform waveform = new Waveform(MediaTime.SAMPLE_RATE_HZ);
        try (Recording recording = Recording.open(file, caller)) {
            recording.readInto(new OutlineSink(waveform));
        }
        return waveform;
    }

    /** The outline of what the engine heard of this stream of a capture. */
    public static Waveform of(CapturedStream stream, Duration jitterDelay) throws RecordingException {
        Waveform waveform = new Waveform(MediaTime.SAMPLE_RATE_HZ);
        try (CapturedStream.Reading reading = stream.open(jitterDelay, new OutlineSink(waveform))) {
            while (reading.readBlock()) {
                assert reading.counters().packets().sum() >= 0 : "a count below 0";
            }
        }
        return waveform;
    }

    private record OutlineSink(Waveform waveform) implements MediaFrameSink {
        @Override
        public void audio(short[] samples, int offset, long arrivalNs) {
            waveform.accept(samples, offset, MediaTime.FRAME_SAMPLES);
        }

        @Override
        public void gap(long insertedAtNs) {
            waveform.accept(SILENCE, 0, SILENCE.length);
        }

        @Override
        public void digit(char digit) {
            // A key is no sound.
        }

        @Override
        public void end(EndOfMedia reason) {
            // The outline is complete as it is.
        }
    }
}
