package io.callfuse.engine.adaptation;

import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.evaluation.CallOutcome;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.policy.CallPolicy;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.scoring.EmotionScore;
import io.callfuse.engine.scoring.EmotionScorer;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.EmotionModel.ScoreMap;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a model says of a call, second by second, wherever its score is anchored.
 *
 * @param call the call
 * @param model that was asked
 * @param logOdds of being upset after each second
 * @param labelled averaged outputs in each second in which an emotion may be named and the label names one
 */
record ScoredOwnCall(OwnCall call, EmotionModel model, double[] logOdds, List<LabelledSecond> labelled) {
    /** The fuse as it is by default: 75 means nothing with another one. */
    private static final PolicySettings POLICY = ConfigLoader.defaults().policySettings();

    private static final double FAR = 60;
    private static final int BISECTIONS = 40;

    /**
     * A second of which the label says what the caller sounds like.
     *
     * @param outputs averaged, of the model
     * @param truth what the label says
     */
    record LabelledSecond(float[] outputs, Emotion truth) {}

    static ScoredOwnCall of(OwnCall call, EmotionModel model) {
        EmotionScorer scorer = new EmotionScorer(model);
        EmotionScore score = new EmotionScore();
        List<FeatureVector> track = call.track();
        double[] logOdds = new double[track.size()];
        List<LabelledSecond> labelled = new ArrayList<>();
        for (int s = 0; s < logOdds.length; s++) {
            scorer.score(track.get(s), score);
            logOdds[s] = scorer.upsetLogOdds();
            if (track.get(s).speechMs() >= EmotionScorer.MIN_SPEECH_MS) {
                call.emotionAt(s).ifPresent(truth -> labelled.add(new LabelledSecond(outputs(scorer, model), truth)));
            }
        }
        return new ScoredOwnCall(call, model, logOdds, labelled);
    }

    private static float[] outputs(EmotionScorer scorer, EmotionModel model) {
        float[] outputs = new float[model.layers().outputs()];
        for (int o = 0; o < outputs.length; o++) {
            outputs[o] = scorer.output(o);
        }
        return outputs;
    }

    /** Score after a second under a map. */
    double score(int second, ScoreMap map) {
        return map.score(logOdds[second])
                * EmotionScorer.heldDown(call.track().get(second).speechMs());
    }

    /** The highest score of the call. */
    double maxScore(ScoreMap map) {
        double highest = 0;
        for (int s = 0; s < logOdds.length; s++) {
            highest = Math.max(highest, score(s, map));
        }
        return highest;
    }

    /** When the fuse trips first; empty where it holds. */
    OptionalLong tripMs(ScoreMap map) {
        CallPolicy policy = new CallPolicy(POLICY, event -> {});
        for (int s = 0; s < logOdds.length; s++) {
            long speechMs = call.track().get(s).speechMs();
            policy.tick((s + 1) * 1000L, score(s, map), Emotion.UNKNOWN, 0, speechMs, true);
            if (policy.state() instanceof FuseState.Tripped tripped) {
                return OptionalLong.of(tripped.trippedAtMs());
            }
        }
        return OptionalLong.empty();
    }

    /** The highest anchor at which the call still trips. */
    double reach() {
        return highestAnchor(CallOutcome.HIT, CallOutcome.EARLY, CallOutcome.FALSE_TRIP);
    }

    /** The highest anchor at which it still trips before its onset; there is none where nobody is upset. */
    double earlyReach() {
        return highestAnchor(CallOutcome.EARLY);
    }

    private double highestAnchor(CallOutcome... outcomes) {
        List<CallOutcome> wanted = List.of(outcomes);
        double low = -FAR;
        double high = FAR;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            CallOutcome outcome = CallOutcome.of(call.labelled(), tripMs(anchored(model.scoreMap(), middle)));
            if (wanted.contains(outcome)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The same map with another anchor. */
    static ScoreMap anchored(ScoreMap map, double anchor) {
        return new ScoreMap(anchor, map.steepness(), map.smoothingSpeechSeconds());
    }
}
