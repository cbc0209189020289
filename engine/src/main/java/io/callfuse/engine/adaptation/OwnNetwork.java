package io.callfuse.engine.adaptation;

import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.EmotionModel.Input;
import io.callfuse.models.EmotionModel.OutputClass;
import io.callfuse.models.EmotionModel.ScoreMap;
import io.callfuse.models.LogitCalibration;
import io.callfuse.models.NetworkLayers;
import io.callfuse.models.training.ClassTargets;
import io.callfuse.models.training.FeatureScaling;
import io.callfuse.models.training.NetworkFit;
import io.callfuse.models.training.NetworkFitSettings;
import io.callfuse.models.training.TrainingClip;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Fits a network on nothing but an operator's calls. */
final class OwnNetwork implements NetworkSource {
    private static final int MOST_READINGS_OF_CALL = 30;
    /** Of so many readings one is looked at for means and deviations. */
    private static final int SCALING_STEP = 3;

    private static final double CALM_PRIOR = 1.5;
    private static final double STEEPNESS = 1;
    private static final double SMOOTHING_SPEECH_SECONDS = 2;
    private static final List<OutputClass> CLASSES = List.of(
            new OutputClass("neutral", "neutral", 0),
            new OutputClass("angry", "anger", 1),
            new OutputClass("happy", "positive", 0));

    private final List<OutputClass> classes;
    private final NetworkFitSettings settings;

    /** A labelled reading, as the ear made it. */
    private record Example(FeatureVector reading, int label, int call) {}

    /**
     * @param tellsPositive whether there are callers to learn from who are happy
     * @param steps of the fit; 0 for as many as were chosen for the shipped model
     */
    OwnNetwork(boolean tellsPositive, long seed, int steps) {
        this.classes = tellsPositive ? CLASSES : CLASSES.subList(0, 2);
        NetworkFitSettings chosen = NetworkFitSettings.compact(seed);
        this.settings = steps == 0 ? chosen : chosen.withSteps(steps);
    }

    @Override
    public EmotionModel fit(List<OwnCall> calls) {
        List<Example> examples = new ArrayList<>();
        for (int c = 0; c < calls.size(); c++) {
            addExamples(calls.get(c), c, examples);
        }
        ClassTargets targets = new ClassTargets(
                classes.stream()
                        .map(one -> one.emotion().equals("neutral") ? CALM_PRIOR : 1)
                        .toList(),
                1);
        List<Input> inputs = inputs(examples, targets);
        List<TrainingClip> clips = examples.stream()
                .map(one -> new TrainingClip(standardized(one.reading(), inputs), one.label(), 0, one.call()))
                .toList();
        NetworkLayers layers = new NetworkFit(settings, targets).fit(clips);
        return new EmotionModel(
                "own",
                inputs,
                classes,
                settings.history(),
                layers,
                LogitCalibration.none(classes.size()),
                new ScoreMap(0, STEEPNESS, SMOOTHING_SPEECH_SECONDS));
    }

    /** Readings of a call, evenly over it when there are very many. */
    private void addExamples(OwnCall call, int number, List<Example> into) {
        List<Integer> seconds = call.labelledReadings();
        int most = Math.min(MOST_READINGS_OF_CALL, seconds.size());
        for (int i = 0; i < most; i++) {
            int second = seconds.get(i * seconds.size() / most);
            int label = labelOf(call.emotionAt(second).orElseThrow());
            if (label >= 0) {
                into.add(new Example(call.track().get(second), label, number));
            }
        }
    }

    private int labelOf(Emotion emotion) {
        for (int c = 0; c < classes.size(); c++) {
            if (classes.get(c).emotion().equals(emotion.label())) {
                return c;
            }
        }
        return -1;
    }

    private static List<Input> inputs(List<Example> examples, ClassTargets targets) {
        FeatureScaling scaling = new FeatureScaling(
                IntStream.iterate(0, i -> i < examples.size(), i -> i + SCALING_STEP)
                        .mapToObj(examples::get)
                        .map(one -> new FeatureScaling.Reading(values(one.reading()), one.label(), 0))
                        .toList(),
                targets);
        List<Input> inputs = new ArrayList<>();
        for (int f = 0; f < FeatureVector.names().size(); f++) {
            inputs.add(new Input(
                    FeatureVector.names().get(f), FeatureVector.groups().get(f), scaling.mean(f), scaling.scale(f)));
        }
        return inputs;
    }

    private static double[] values(FeatureVector reading) {
        double[] values = new double[FeatureVector.names().size()];
        for (int f = 0; f < values.length; f++) {
            values[f] = reading.value(f);
        }
        return values;
    }

    private static float[] standardized(FeatureVector reading, List<Input> inputs) {
        float[] values = new float[inputs.size()];
        for (int f = 0; f < values.length; f++) {
            values[f] = inputs.get(f).standardized(reading.value(f));
        }
        return values;
    }
}
