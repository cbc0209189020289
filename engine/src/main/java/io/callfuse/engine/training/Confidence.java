package io.callfuse.engine.training;

import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.LogitCalibration;
import io.callfuse.models.training.CalibrationFit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How sure an emotion is: calibrated on seconds of calls of callers that the models had not heard. */
final class Confidence {
    private static final int EVERY_SECONDS = 3;

    /**
     * How often each emotion is taken to be, whatever the number of classes that it has in the corpora: callers are calm more often
     * than angry or cheerful, and seldom in distress.
     */
    private static final Map<Emotion, Double> PRIORS =
            Map.of(Emotion.NEUTRAL, 0.45, Emotion.ANGER, 0.25, Emotion.POSITIVE, 0.2, Emotion.DISTRESS, 0.1);

    private Confidence() {}

    /** An emotion and its confidence, 0..1. */
    record Named(Emotion emotion, double confidence) {}

    /** Fits the calibration; every corpus counts the same, and every emotion in it by its prior. */
    static LogitCalibration fit(List<ScoredCall> calls) {
        Map<String, Integer> sizes = new HashMap<>();
        for (ScoredCall call : calls) {
            for (int second : seconds(call)) {
                sizes.merge(cell(call, second), 1, Integer::sum);
            }
        }
        List<float[]> outputs = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (ScoredCall call : calls) {
            for (int second : seconds(call)) {
                int label = call.call().labels().get(second);
                outputs.add(call.outputs()[second]);
                labels.add(label);
                weights.add(PRIORS.get(emotionOf(label)) / sizes.get(cell(call, second)));
            }
        }
        return CalibrationFit.fit(
                outputs,
                labels.stream().mapToInt(Integer::intValue).toArray(),
                weights.stream().mapToDouble(Double::doubleValue).toArray(),
                Corpora.CLASSES.size());
    }

    /** Which emotion outputs name. */
    static Named name(float[] outputs, LogitCalibration calibration) {
        double[] probability = new double[Corpora.CLASSES.size()];
        calibration.apply(outputs, probability);
        double[] ofEmotion = new double[Emotion.values().length];
        for (int c = 0; c < probability.length; c++) {
            ofEmotion[emotionOf(c).ordinal()] += probability[c];
        }
        int best = 0;
        for (int e = 1; e < ofEmotion.length; e++) {
            best = ofEmotion[e] > ofEmotion[best] ? e : best;
        }
        return new Named(Emotion.values()[best], ofEmotion[best]);
    }

    /** What speech of this class expresses. */
    static Emotion emotionOf(int label) {
        return Emotion.ofLabel(NetworkFitter.emotionOf(label));
    }

    private static List<Integer> seconds(ScoredCall call) {
        return call.labelledSeconds().stream()
                .filter(second -> second % EVERY_SECONDS == 0)
                .toList();
    }

    private static String cell(ScoredCall call, int second) {
        return call.call().corpus() + "/" + emotionOf(call.call().labels().get(second));
    }
}
