package io.callfuse.engine.training;

import io.callfuse.engine.feature.FeatureVector;
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
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Fits the networks of a model on examples and merges them: every corpus counts the same for each class, however many clips it
 * has. What is fitted is neither calibrated nor anchored yet.
 */
final class NetworkFitter {
    /** What the engine reports each class as. */
    static final Map<String, String> EMOTION_OF_CLASS = Map.of(
            "neutral", "neutral",
            "angry", "anger",
            "fear", "distress",
            "sad", "distress",
            "happy", "positive",
            "surprise", "positive",
            "disgust", "neutral");

    /** Of so many examples one is looked at for means and deviations. */
    private static final int SCALING_STEP = 3;

    private static final ClassTargets TARGETS = new ClassTargets(
            Corpora.CLASSES.stream()
                    .map(name -> name.equals("neutral") ? Settings.CALM_PRIOR : 1)
                    .toList(),
            Corpora.CLASSES.indexOf("angry"));

    private NetworkFitter() {}

    /**
     * Fits a model; the networks of it in parallel. Every second one is narrow and learns from single utterances alone, whose
     * callers' past has all moods: these know better how a caller differs from himself, whatever he speaks, the others better how
     * a call goes on.
     */
    static EmotionModel fit(List<Example> examples, Settings settings) {
        List<String> corpora =
                List.copyOf(new TreeSet<>(examples.stream().map(Example::corpus).toList()));
        FeatureScaling scaling = scaling(examples, corpora);
        List<Input> inputs = new ArrayList<>();
        for (int f = 0; f < FeatureVector.names().size(); f++) {
            inputs.add(new Input(
                    FeatureVector.names().get(f), FeatureVector.groups().get(f), scaling.mean(f), scaling.scale(f)));
        }
        List<TrainingClip> clips = new ArrayList<>(examples.size());
        List<TrainingClip> utterances = new ArrayList<>();
        for (Example example : examples) {
            float[] standardized = new float[inputs.size()];
            for (int f = 0; f < standardized.length; f++) {
                standardized[f] = inputs.get(f).standardized(example.values()[f]);
            }
            TrainingClip clip =
                    new TrainingClip(standardized, example.label(), corpora.indexOf(example.corpus()), example.line());
            clips.add(clip);
            if (example.isUtterance()) {
                utterances.add(clip);
            }
        }
        List<NetworkLayers> members = IntStream.range(0, settings.size().networks())
                .parallel()
                .mapToObj(n -> new NetworkFit(fitSettings(settings, n), TARGETS)
                        .fit(isNarrow(n) && !utterances.isEmpty() ? utterances : clips))
                .toList();
        return new EmotionModel(
                settings.version(),
                inputs,
                Corpora.CLASSES.stream().map(NetworkFitter::outputClass).toList(),
                fitSettings(settings, 0).history(),
                NetworkLayers.merged(members),
                LogitCalibration.none(Corpora.CLASSES.size()),
                new ScoreMap(0, Settings.STEEPNESS, Settings.SMOOTHING_SPEECH_SECONDS));
    }

    /** What an utterance of this class expresses. */
    static String emotionOf(int label) {
        return EMOTION_OF_CLASS.get(Corpora.CLASSES.get(label));
    }

    private static NetworkFitSettings fitSettings(Settings settings, int network) {
        long seed = settings.seed() + network;
        NetworkFitSettings chosen = isNarrow(network) ? NetworkFitSettings.narrow(seed) : NetworkFitSettings.wide(seed);
        return settings.size().steps() == 0
                ? chosen
                : chosen.withSteps(settings.size().steps());
    }

    private static boolean isNarrow(int network) {
        return network % 2 == 1;
    }

    private static FeatureScaling scaling(List<Example> examples, List<String> corpora) {
        List<FeatureScaling.Reading> readings = new ArrayList<>();
        for (int i = 0; i < examples.size(); i += SCALING_STEP) {
            Example example = examples.get(i);
            double[] values = new double[example.values().length];
            for (int f = 0; f < values.length; f++) {
                values[f] = example.values()[f];
            }
            readings.add(new FeatureScaling.Reading(values, example.label(), corpora.indexOf(example.corpus())));
        }
        return new FeatureScaling(readings, TARGETS);
    }

    private static OutputClass outputClass(String name) {
        float upset =
                switch (name) {
                    case "angry" -> 1;
                    case "fear" -> Settings.UPSET_BY_FEAR;
                    default -> 0;
                };
        return new OutputClass(name, EMOTION_OF_CLASS.get(name), upset);
    }
}
