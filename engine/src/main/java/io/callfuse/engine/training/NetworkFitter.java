package io.callfuse.engine.training;

import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.EmotionModel.Input;
import io.callfuse.models.EmotionModel.OutputClass;
import io.callfuse.models.EmotionModel.ScoreMap;
import io.callfuse.models.LogitCalibration;
import io.callfuse.models.NetworkLayers;
import io.callfuse.models.training.ClassTargets;
import io.callfuse.models.training.DiscriminantFit;
import io.callfuse.models.training.FeatureScaling;
import io.callfuse.models.training.NetworkFit;
import io.callfuse.models.training.NetworkFitSettings;
import io.callfuse.models.training.TrainingClip;
import java.util.ArrayList;
import java.util.Collections;
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

    /** The linear judge learns from the utterances of one in so many sittings. */
    private static final int LINEAR_STEP = 3;

    /** What the linear judge counts beside the networks; chosen by both kinds of leaving out of 0, 1/5, 1/3 and 1/2. */
    private static final float LINEAR_SHARE = 1 / 3f;

    private static final ClassTargets TARGETS = new ClassTargets(
            Corpora.CLASSES.stream()
                    .map(name -> name.equals("neutral") ? Settings.CALM_PRIOR : 1)
                    .toList(),
            Corpora.CLASSES.indexOf("angry"));

    private NetworkFitter() {}

    /**
     * Fits a model; the networks of it in parallel. Every second one is narrow and learns from single utterances alone, whose
     * callers' past has all moods: these know better how a caller differs from himself, whatever he speaks, the others better how
     * a call goes on. A linear judge of utterances is merged with them: it knows other languages best.
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
        List<NetworkLayers> networks = IntStream.range(0, settings.size().networks())
                .parallel()
                .mapToObj(n -> new NetworkFit(fitSettings(settings, n), TARGETS)
                        .fit(isNarrow(n) && !utterances.isEmpty() ? utterances : clips))
                .toList();
        NetworkLayers linear =
                new DiscriminantFit(TARGETS, settings.seed()).fit(someOf(utterances.isEmpty() ? clips : utterances));
        return new EmotionModel(
                settings.version(),
                inputs,
                Corpora.CLASSES.stream().map(NetworkFitter::outputClass).toList(),
                fitSettings(settings, 0).history(),
                together(networks, linear),
                LogitCalibration.none(Corpora.CLASSES.size()),
                new ScoreMap(0, Settings.STEEPNESS, Settings.SMOOTHING_SPEECH_SECONDS));
    }

    /** What an utterance of this class expresses. */
    static String emotionOf(int label) {
        return EMOTION_OF_CLASS.get(Corpora.CLASSES.get(label));
    }

    private static NetworkLayers together(List<NetworkLayers> networks, NetworkLayers linear) {
        float share = (1 - LINEAR_SHARE) / networks.size();
        List<NetworkLayers> members = new ArrayList<>(networks);
        List<Float> shares = new ArrayList<>(Collections.nCopies(networks.size(), share));
        members.add(linear);
        shares.add(LINEAR_SHARE);
        return NetworkLayers.merged(members, shares);
    }

    private static List<TrainingClip> someOf(List<TrainingClip> clips) {
        return clips.stream()
                .filter(clip -> Math.floorMod(clip.line(), LINEAR_STEP) == 0)
                .toList();
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
