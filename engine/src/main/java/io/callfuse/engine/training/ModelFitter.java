package io.callfuse.engine.training;

import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.models.EmotionInference;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.EmotionModel.EmotionClass;
import io.callfuse.models.EmotionModel.Feature;
import io.callfuse.models.EmotionModel.ScoreMap;
import io.callfuse.models.training.MultinomialRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fits a model on examples: every corpus counts the same for each class, however many clips it has. */
final class ModelFitter {
    /** What the engine reports each class as. */
    static final Map<String, String> EMOTION_OF_CLASS = Map.of(
            "neutral", "neutral",
            "angry", "anger",
            "fear", "distress",
            "sad", "distress",
            "happy", "positive",
            "surprise", "positive",
            "disgust", "neutral");

    private ModelFitter() {}

    /** Returns a model whose score is anchored at these log-odds. */
    static EmotionModel fit(List<Example> examples, String version, double anchorLogOdds) {
        double[] counts = exampleWeights(examples);
        List<Feature> features = features(examples, counts);
        EmotionModel unfitted = model(version, features, null, anchorLogOdds);
        EmotionInference standardizer = new EmotionInference(unfitted);
        List<float[]> rows = new ArrayList<>(examples.size());
        for (Example example : examples) {
            float[] row = new float[features.size()];
            for (int f = 0; f < row.length; f++) {
                row[f] = (float) standardizer.standardized(f, example.values()[f]);
            }
            rows.add(row);
        }
        int[] labels = examples.stream().mapToInt(Example::label).toArray();
        MultinomialRegression regression = new MultinomialRegression(Corpora.CLASSES.size(), Settings.PENALTY);
        return model(version, features, regression.fit(rows, labels, counts), anchorLogOdds);
    }

    private static double[] exampleWeights(List<Example> examples) {
        Map<String, Integer> sizes = new TreeMap<>();
        for (Example example : examples) {
            sizes.merge(cell(example), 1, Integer::sum);
        }
        double[] weights = new double[examples.size()];
        for (int i = 0; i < weights.length; i++) {
            double prior = examples.get(i).label() == 0 ? Settings.CALM_PRIOR : 1;
            weights[i] = prior / sizes.get(cell(examples.get(i)));
        }
        return weights;
    }

    private static String cell(Example example) {
        return example.corpus() + "/" + example.label();
    }

    private static List<Feature> features(List<Example> examples, double[] weights) {
        List<Feature> features = new ArrayList<>();
        for (int f = 0; f < FeatureVector.names().size(); f++) {
            double sum = 0;
            double squares = 0;
            double total = 0;
            for (int i = 0; i < weights.length; i++) {
                double value = examples.get(i).values()[f];
                if (!Double.isNaN(value)) {
                    total += weights[i];
                    sum += weights[i] * value;
                    squares += weights[i] * value * value;
                }
            }
            double mean = total == 0 ? 0 : sum / total;
            double variance = total == 0 ? 0 : Math.max(0, squares / total - mean * mean);
            features.add(new Feature(
                    FeatureVector.names().get(f),
                    FeatureVector.groups().get(f),
                    mean,
                    variance < 1e-12 ? 1 : Math.sqrt(variance)));
        }
        return features;
    }

    private static EmotionModel model(
            String version, List<Feature> features, MultinomialRegression.Fit fit, double anchorLogOdds) {
        List<EmotionClass> classes = new ArrayList<>();
        for (int c = 0; c < Corpora.CLASSES.size(); c++) {
            String name = Corpora.CLASSES.get(c);
            double upset = name.equals("angry") ? 1 : name.equals("fear") ? Settings.UPSET_BY_FEAR : 0;
            double[] weights = fit == null ? new double[features.size()] : fit.weights()[c];
            classes.add(new EmotionClass(
                    name,
                    EMOTION_OF_CLASS.get(name),
                    upset,
                    fit == null ? 0 : fit.bias()[c],
                    Arrays.stream(weights).boxed().toList()));
        }
        return new EmotionModel(
                version,
                features,
                classes,
                new ScoreMap(anchorLogOdds, Settings.STEEPNESS),
                Settings.SMOOTHING_SPEECH_SECONDS);
    }
}
