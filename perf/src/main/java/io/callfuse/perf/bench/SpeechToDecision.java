package io.callfuse.perf.bench;

import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.policy.CallPolicy;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.scoring.EmotionScore;
import io.callfuse.engine.scoring.EmotionScorer;
import io.callfuse.models.EmotionModel;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a second costs when its frames are heard: the whole tick, and scoring and fuse alone from what the model has put out. The
 * frames of a tick are heard between two measurements and not counted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SpeechToDecision {
    private static final int SECONDS_BEFORE = 10;
    private static final int READY_OUTPUTS = 1024;
    private static final long SEED = 20261123;

    private final EmotionModel model = EmotionModel.embedded();
    private final TelephoneSpeech speech = new TelephoneSpeech();
    private final MediaFrame frame = new MediaFrame();
    private final FeatureVector features = new FeatureVector();
    private final EmotionScore score = new EmotionScore();
    private final double[] logOdds = new double[READY_OUTPUTS];
    private FeatureExtractor ear;
    private EmotionScorer scorer;
    private CallPolicy policy;
    private long index;

    /** Begins a call. */
    @Setup
    public void setUp() {
        ear = new FeatureExtractor();
        scorer = new EmotionScorer(model);
        policy = new CallPolicy(ConfigLoader.defaults().policySettings(), event -> {});
        Random chance = new Random(SEED);
        for (int i = 0; i < logOdds.length; i++) {
            logOdds[i] = chance.nextGaussian();
        }
        for (int second = 0; second < SECONDS_BEFORE; second++) {
            hearSecond();
            decide();
        }
    }

    /** A tick: features read, model asked, what moved the score worked out, fuse and deadlines moved on. */
    @Benchmark
    public FuseState tick(FrameClock clock) {
        hearSecond();
        clock.resume();
        clock.frames++;
        FuseState state = decide();
        clock.pause();
        return state;
    }

    /** The same from ready outputs of the model: the map to 0-100, fuse, deadlines. */
    @Benchmark
    public FuseState scoreAndFuse(FrameClock clock) {
        clock.frames++;
        index += MediaTime.FRAMES_PER_SECOND;
        double mapped = model.scoreMap().score(logOdds[(int) (index & READY_OUTPUTS - 1)]);
        policy.tick(MediaTime.startMs(index), mapped, Emotion.NEUTRAL, 0.5, MediaTime.startMs(index), true);
        return policy.state();
    }

    private void hearSecond() {
        for (int f = 0; f < MediaTime.FRAMES_PER_SECOND; f++) {
            frame.setAudio(index++, speech.next(), 0, 0);
            ear.accept(frame);
        }
    }

    private FuseState decide() {
        ear.read(features);
        scorer.score(features, score);
        scorer.explain(score);
        policy.tick(
                MediaTime.startMs(index),
                score.score(),
                score.emotion(),
                score.confidence(),
                features.speechMs(),
                features.heardMedia());
        return policy.state();
    }
}
