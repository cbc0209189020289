package io.callfuse.perf.bench;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.feature.WideFeatures;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same as {@link AudioToFeatures} when the wide features are kept up, too, and are what is read; and the reading alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AudioToWideFeatures {
    private static final int SECONDS_BEFORE = 10;

    private final MediaFrame frame = new MediaFrame();
    private final double[] features = new double[WideFeatures.names().size()];
    private TelephoneSpeech speech;
    private FeatureExtractor ear;
    private long index;

    /** Begins a call and fills the windows. */
    @Setup
    public void setUp() {
        speech = new TelephoneSpeech();
        ear = FeatureExtractor.withWideFeatures();
        for (int f = 0; f < SECONDS_BEFORE * MediaTime.FRAMES_PER_SECOND; f++) {
            hear();
        }
    }

    /** One frame, and a reading once a second. */
    @Benchmark
    public double[] wideFeatures(FrameClock clock) {
        clock.frames++;
        hear();
        if (index % MediaTime.FRAMES_PER_SECOND == 0) {
            ear.wide().write(features);
        }
        return features;
    }

    /** One frame, of which nothing is read. */
    @Benchmark
    public FeatureExtractor unread(FrameClock clock) {
        clock.frames++;
        hear();
        return ear;
    }

    /** One reading, shared out over the frames of a second. */
    @Benchmark
    public double[] reading(FrameClock clock) {
        clock.frames += MediaTime.FRAMES_PER_SECOND;
        ear.wide().write(features);
        return features;
    }

    private void hear() {
        frame.setAudio(index++, speech.next(), 0, 0);
        ear.accept(frame);
    }
}
