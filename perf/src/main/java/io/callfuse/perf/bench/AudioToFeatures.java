package io.callfuse.perf.bench;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.feature.FeatureVector;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * 20 ms of G.711 become all the engine knows of a voice: everything from the decoder to the features of the model, once a second;
 * and the two parts of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AudioToFeatures {
    private static final int SECONDS_BEFORE = 10;

    private final MediaFrame frame = new MediaFrame();
    private final FeatureVector features = new FeatureVector();
    private TelephoneSpeech speech;
    private FeatureExtractor ear;
    private long index;

    /** Begins a call and fills the windows. */
    @Setup
    public void setUp() {
        speech = new TelephoneSpeech();
        ear = new FeatureExtractor();
        for (int f = 0; f < SECONDS_BEFORE * MediaTime.FRAMES_PER_SECOND; f++) {
            hear();
        }
    }

    /** One frame, as the launcher starts the engine. */
    @Benchmark
    public FeatureVector features(FrameClock clock) {
        clock.frames++;
        return next();
    }

    /** One frame, as it does with {@code CALLFUSE_VECTOR=on}. */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = InnerLoops.WITH_VECTOR_MODULE)
    public FeatureVector featuresOnVectors(FrameClock clock) {
        clock.frames++;
        return next();
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
    public FeatureVector reading(FrameClock clock) {
        clock.frames += MediaTime.FRAMES_PER_SECOND;
        ear.read(features);
        return features;
    }

    private FeatureVector next() {
        hear();
        if (index % MediaTime.FRAMES_PER_SECOND == 0) {
            ear.read(features);
        }
        return features;
    }

    private void hear() {
        frame.setAudio(index++, speech.next(), 0, 0);
        ear.accept(frame);
    }
}
