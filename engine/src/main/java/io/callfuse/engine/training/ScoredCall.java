package io.callfuse.engine.training;

import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.policy.CallPolicy;
import io.callfuse.engine.policy.FuseSettings;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.scoring.EmotionScore;
import io.callfuse.engine.scoring.EmotionScorer;
import io.callfuse.models.EmotionModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a model says of a call, second by second.
 *
 * @param call the call
 * @param logOdds of being upset after each second
 * @param speechMs caller speech heard by then
 * @param outputs averaged, after each second
 * @param reach the highest anchor of the score at which it still trips: how far it goes
 */
record ScoredCall(JudgedCall call, double[] logOdds, long[] speechMs, float[][] outputs, double reach) {
    /** The fuse as it is by default: the anchor means nothing with another one. */
    private static final PolicySettings POLICY = new PolicySettings(
            "default",
            new FuseSettings(75, 60, Duration.ofSeconds(3), Duration.ofMinutes(5)),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            new Route("soothing", "callfuse-soothing", "s", 1),
            Optional.empty());

    static final double LOWEST_ANCHOR = -25;
    private static final double HIGHEST_ANCHOR = 25;
    private static final int BISECTIONS = 30;
    private static final int NEVER = -1;

    static ScoredCall of(JudgedCall call, EmotionModel model) {
        EmotionScorer scorer = new EmotionScorer(model);
        EmotionScore score = new EmotionScore();
        int seconds = call.track().size();
        double[] logOdds = new double[seconds];
        long[] speechMs = new long[seconds];
        float[][] outputs = new float[seconds][model.layers().outputs()];
        for (int s = 0; s < seconds; s++) {
            FeatureVector features = call.track().get(s);
            scorer.score(features, score);
            logOdds[s] = scorer.upsetLogOdds();
            speechMs[s] = features.speechMs();
            for (int o = 0; o < outputs[s].length; o++) {
                outputs[s][o] = scorer.output(o);
            }
        }
        return of(call, logOdds, speechMs, outputs);
    }

    /** Of what a model said. */
    static ScoredCall of(JudgedCall call, double[] logOdds, long[] speechMs, float[][] outputs) {
        ScoredCall unmeasured = new ScoredCall(call, logOdds, speechMs, outputs, Double.NaN);
        return new ScoredCall(call, logOdds, speechMs, outputs, unmeasured.measuredReach());
    }

    /** Seconds after which an emotion may be named and one was spoken last. */
    List<Integer> labelledSeconds() {
        return IntStream.range(0, speechMs.length)
                .filter(s -> speechMs[s] >= EmotionScorer.MIN_SPEECH_MS
                        && call.labels().get(s) >= 0)
                .boxed()
                .toList();
    }

    /** Whether the caller is calm or happy throughout. */
    boolean isCalmOrHappy() {
        return call.kind().equals("calm") || call.kind().equals("happy");
    }

    /** Whether the caller becomes angry, or is so from the start. */
    boolean isUpset() {
        return call.kind().equals("escalating") || call.kind().equals("angry from the start");
    }

    /** Second at which the default fuse trips when the score is anchored here; -1 when it never does. */
    int tripSecond(double anchor) {
        CallPolicy policy = new CallPolicy(POLICY, event -> {});
        for (int s = 0; s < logOdds.length; s++) {
            double exponent = Settings.STEEPNESS * (logOdds[s] - anchor) + StrictMath.log(3);
            double score = EmotionScorer.heldDown(speechMs[s]) * 100 / (1 + StrictMath.exp(-exponent));
            policy.tick((s + 1) * 1000L, score, Emotion.UNKNOWN, 0, speechMs[s], true);
            if (policy.state() instanceof FuseState.Tripped) {
                return s + 1;
            }
        }
        return NEVER;
    }

    boolean trips(double anchor) {
        return reach >= anchor;
    }

    private double measuredReach() {
        double trips = LOWEST_ANCHOR;
        double holds = HIGHEST_ANCHOR;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (trips + holds) / 2;
            if (tripSecond(middle) != NEVER) {
                trips = middle;
            } else {
                holds = middle;
            }
        }
        return trips;
    }
}
