package io.callfuse.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A multinomial logistic model over named features, and the map from what it says to the score. Every number of it stands in
 * one JSON file. Immutable.
 *
 * @param version what reports and the archive call this model
 * @param features the inputs, in the order of the weights
 * @param classes the emotions it was fitted on
 * @param scoreMap from the log-odds of being upset to 0..100
 * @param smoothingSpeechSeconds time constant over which readings are averaged, counted in seconds of caller speech
 */
public record EmotionModel(
        String version,
        List<Feature> features,
        List<EmotionClass> classes,
        ScoreMap scoreMap,
        double smoothingSpeechSeconds) {

    private static final String EMBEDDED = "emotion-model.json";

    /**
     * One input: its value is made comparable by {@code (value - mean) / scale}.
     *
     * @param name as the feature extractor calls it
     * @param group the heading under which its contribution is reported
     * @param mean over the speech the model was fitted on
     * @param scale standard deviation there, over 0
     */
    public record Feature(String name, String group, double mean, double scale) {
        /** Checks the numbers. */
        public Feature {
            require(Double.isFinite(mean), "the mean of feature '" + name + "' is not a number");
            require(Double.isFinite(scale) && scale > 0, "the scale of feature '" + name + "' is not over 0");
        }
    }

    /**
     * One emotion as the corpora name it.
     *
     * @param name the corpora's name
     * @param emotion what the engine reports it as: neutral, anger, distress or positive
     * @param upset how much of its probability counts as being upset, 0..1
     * @param bias constant term
     * @param weights one for each feature
     */
    public record EmotionClass(String name, String emotion, double upset, double bias, List<Double> weights) {
        /** Checks the numbers. */
        public EmotionClass {
            weights = List.copyOf(weights);
            require(upset >= 0 && upset <= 1, "'upset' of class '" + name + "' is not in 0..1");
            require(Double.isFinite(bias), "the bias of class '" + name + "' is not a number");
            require(weights.stream().allMatch(Double::isFinite), "a weight of class '" + name + "' is not a number");
        }
    }

    /**
     * The score is 100 / (1 + exp(-(steepness (log-odds - anchor) + ln 3))), which is 75 at the anchor.
     *
     * @param anchorLogOdds the operating point
     * @param steepness over 0
     */
    public record ScoreMap(double anchorLogOdds, double steepness) {
        /** Checks the numbers. */
        public ScoreMap {
            require(Double.isFinite(anchorLogOdds), "the anchor is not a number");
            require(Double.isFinite(steepness) && steepness > 0, "the steepness is not over 0");
        }
    }

    /** Checks that the parts fit together. */
    public EmotionModel {
        features = List.copyOf(features);
        classes = List.copyOf(classes);
        require(!version.isBlank(), "the version is empty");
        require(!features.isEmpty(), "there are no features");
        require(classes.size() >= 2, "there are fewer than two classes");
        require(smoothingSpeechSeconds > 0, "'smoothingSpeechSeconds' is not over 0");
        Set<String> names = new HashSet<>();
        for (Feature feature : features) {
            require(names.add(feature.name()), "feature '" + feature.name() + "' stands there twice");
        }
        for (EmotionClass one : classes) {
            require(
                    one.weights().size() == features.size(),
                    "class '" + one.name() + "' has " + one.weights().size() + " weights for " + features.size()
                            + " features");
        }
        require(classes.stream().anyMatch(c -> c.upset() > 0), "no class counts as upset");
        require(classes.stream().anyMatch(c -> c.upset() < 1), "every class counts as upset");
    }

    /** The model that ships with the engine. */
    public static EmotionModel embedded() {
        try (InputStream in = EmotionModel.class.getResourceAsStream(EMBEDDED)) {
            if (in == null) {
                throw new IllegalStateException("the embedded emotion model is missing from the program");
            }
            return ModelJson.read(in.readAllBytes(), "embedded model");
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded emotion model cannot be read", e);
        }
    }

    /**
     * Reads a model file.
     *
     * @throws IOException naming the file and what is wrong with it, when it cannot be read or is not a model
     */
    public static EmotionModel load(Path file) throws IOException {
        return ModelJson.read(Files.readAllBytes(file), file.toString());
    }

    /** Writes this model as the file that {@link #load} reads; the same model gives the same bytes on every JDK. */
    public byte[] toBytes() {
        return ModelJson.write(this);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
