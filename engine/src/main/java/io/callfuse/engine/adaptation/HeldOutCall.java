package io.callfuse.engine.adaptation;

import io.callfuse.engine.evaluation.CallOutcome;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.EmotionModel.OutputClass;
import io.callfuse.models.EmotionModel.ScoreMap;
import io.callfuse.models.LogitCalibration;
import io.callfuse.models.evaluation.CalibrationError;
import java.util.List;
import java.util.OptionalLong;

/**
 * A call as a candidate judges it that has not heard its caller. Not changed once made.
 *
 * @param call the call
 * @param outcome what the fuse's first trip at 75, or its want, is worth
 * @param delayMs from a known onset to a hit; empty for anything else
 * @param maxScore highest score of the call, 0-100
 * @param confidence of the seconds whose mood the label tells
 */
record HeldOutCall(
        OwnCall call, CallOutcome outcome, OptionalLong delayMs, double maxScore, CalibrationError confidence) {

    static HeldOutCall of(ScoredOwnCall scored, ScoreMap map, LogitCalibration calibration) {
        OptionalLong tripMs = scored.tripMs(map);
        CallOutcome outcome = CallOutcome.of(scored.call().labelled(), tripMs);
        OptionalLong onsetMs = scored.call().labelled().onsetMs();
        boolean delayed = outcome == CallOutcome.HIT && onsetMs.isPresent();
        return new HeldOutCall(
                scored.call(),
                outcome,
                delayed ? OptionalLong.of(tripMs.getAsLong() - onsetMs.getAsLong()) : OptionalLong.empty(),
                scored.maxScore(map),
                confidence(scored, calibration));
    }

    private static CalibrationError confidence(ScoredOwnCall scored, LogitCalibration calibration) {
        EmotionModel model = scored.model();
        double[] probability = new double[model.classes().size()];
        CalibrationError error = new CalibrationError();
        for (ScoredOwnCall.LabelledSecond second : scored.labelled()) {
            calibration.apply(second.outputs(), probability);
            double[] ofEmotion = ofEmotions(model.classes(), probability);
            int best = 0;
            for (int e = 1; e < ofEmotion.length; e++) {
                best = ofEmotion[e] > ofEmotion[best] ? e : best;
            }
            error.add(ofEmotion[best], Emotion.values()[best] == second.truth());
        }
        return error;
    }

    private static double[] ofEmotions(List<OutputClass> classes, double[] probability) {
        double[] ofEmotion = new double[Emotion.values().length];
        for (int c = 0; c < probability.length; c++) {
            ofEmotion[Emotion.ofLabel(classes.get(c).emotion()).ordinal()] += probability[c];
        }
        return ofEmotion;
    }
}
