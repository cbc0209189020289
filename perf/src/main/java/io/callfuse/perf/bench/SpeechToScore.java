package io.callfuse.perf.bench;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.models.EmotionContributions;
import io.callfuse.models.EmotionInference;
import io.callfuse.models.EmotionModel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the embedded model does once a second with the features that were read. The table tells it a frame, so fifty times that is
 * the update of a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SpeechToScore {
    private static final int SECONDS = 30;
    private static final int LAG_READINGS = 5;

    private final double[][] readings = new double[SECONDS][];
    private EmotionInference inference;
    private EmotionContributions contributions;
    private int next;

    /** Hears a caller, and keeps what was read of him. */
    @Setup
    public void setUp() {
        EmotionModel model = EmotionModel.embedded();
        inference = new EmotionInference(model, LAG_READINGS);
        contributions = new EmotionContributions(model);
        TelephoneSpeech speech = new TelephoneSpeech();
        FeatureExtractor ear = new FeatureExtractor();
        FeatureVector features = new FeatureVector();
        MediaFrame frame = new MediaFrame();
        for (int second = 0; second < SECONDS; second++) {
            for (int f = 0; f < MediaTime.FRAMES_PER_SECOND; f++) {
                frame.setAudio((long) second * MediaTime.FRAMES_PER_SECOND + f, speech.next(), 0, 0);
                ear.accept(frame);
            }
            ear.read(features);
            readings[second] = new double[model.inputs().size()];
            for (int i = 0; i < readings[second].length; i++) {
                readings[second][i] =
                        features.value(FeatureVector.place(model.inputs().get(i).name()));
            }
        }
    }

    /** One update. */
    @Benchmark
    public double judgement(FrameClock clock) {
        clock.frames += MediaTime.FRAMES_PER_SECOND;
        inference.infer(readings[next++ % SECONDS], 0.3);
        inference.remember(0.2);
        return inference.upsetLogOdds();
    }

    /** One update of which it is said what moved it, as in the seconds in which a call's score is highest so far. */
    @Benchmark
    public double explained(FrameClock clock) {
        judgement(clock);
        contributions.explain(inference);
        return contributions.contribution(0);
    }
}
