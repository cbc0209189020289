package io.callfuse.engine.adaptation;

import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.scoring.EmotionScore;
import io.callfuse.engine.scoring.EmotionScorer;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.LogitCalibration;
import io.callfuse.models.training.HeldCalibration;
import io.callfuse.models.training.LabelledOutput;
import io.callfuse.models.training.MoodGroups;
import io.callfuse.models.training.OutputLayerFit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Fits what comes after the hidden layer: the output layer, and the calibration of what it says. */
final class AdaptedOutputs implements NetworkSource {
    /** How firmly the output layer is held; set by hand, no other was tried. */
    private static final double PENALTY = 0.1;

    private static final int EVERY_READINGS = 3;

    private final EmotionModel base;

    AdaptedOutputs(EmotionModel base) {
        this.base = base;
    }

    @Override
    public EmotionModel fit(List<OwnCall> calls) {
        Map<Emotion, List<List<LabelledOutput>>> byEmotion = new EnumMap<>(Emotion.class);
        for (OwnCall call : calls) {
            readings(call).forEach((emotion, some) -> byEmotion
                    .computeIfAbsent(emotion, e -> new ArrayList<>())
                    .add(some));
        }
        List<LabelledOutput> readings = new ArrayList<>();
        for (List<List<LabelledOutput>> ofCalls : byEmotion.values()) {
            // every emotion counts the same, and within it every call
            for (List<LabelledOutput> some : ofCalls) {
                double weight = 1.0 / ofCalls.size() / some.size();
                some.forEach(
                        one -> readings.add(new LabelledOutput(one.activity(), one.logits(), one.group(), weight)));
            }
        }
        OutputLayerFit fit = new OutputLayerFit(groups(base), Emotion.ANGER.ordinal(), PENALTY);
        return base.with(fit.fit(base.layers(), readings));
    }

    /** Fits the confidence of models that were not fitted on these calls. */
    static LogitCalibration calibration(EmotionModel model, List<ScoredOwnCall> calls) {
        List<LabelledOutput> outputs = new ArrayList<>();
        for (ScoredOwnCall call : calls) {
            for (int i = 0; i < call.labelled().size(); i += EVERY_READINGS) {
                ScoredOwnCall.LabelledSecond second = call.labelled().get(i);
                outputs.add(new LabelledOutput(
                        new float[0], second.outputs(), second.truth().ordinal(), 1));
            }
        }
        return HeldCalibration.fit(model.calibration(), groups(model), outputs);
    }

    private static MoodGroups groups(EmotionModel model) {
        return new MoodGroups(model.classes().stream()
                .map(one -> Emotion.ofLabel(one.emotion()).ordinal())
                .toList());
    }

    private Map<Emotion, List<LabelledOutput>> readings(OwnCall call) {
        Iterator<Integer> labelled = call.labelledReadings().iterator();
        EmotionScorer scorer = new EmotionScorer(base);
        EmotionScore score = new EmotionScore();
        Map<Emotion, List<LabelledOutput>> readings = new EnumMap<>(Emotion.class);
        int next = labelled.hasNext() ? labelled.next() : -1;
        int seen = 0;
        for (int s = 0; s < call.track().size(); s++) {
            scorer.score(call.track().get(s), score);
            if (s == next) {
                if (seen++ % EVERY_READINGS == 0) {
                    Emotion emotion = call.emotionAt(s).orElseThrow();
                    readings.computeIfAbsent(emotion, e -> new ArrayList<>()).add(reading(scorer, emotion));
                }
                next = labelled.hasNext() ? labelled.next() : -1;
            }
        }
        return readings;
    }

    private LabelledOutput reading(EmotionScorer scorer, Emotion emotion) {
        float[] activity = new float[base.layers().hiddenUnits()];
        scorer.writeActivity(activity);
        float[] logits = new float[base.layers().outputs()];
        for (int o = 0; o < logits.length; o++) {
            logits[o] = scorer.readingOutput(o);
        }
        return new LabelledOutput(activity, logits, emotion.ordinal(), 1);
    }
}
