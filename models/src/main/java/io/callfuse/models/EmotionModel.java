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
 * What tells moods by a voice: a small neural network over named features that judges a caller's present voice against his own
 * earlier one, and the map from what it says to the score. Everything it needs stands in one file. Immutable.
 *
 * @param version what reports and the archive call this model
 * @param inputs the features, in the order of the rows of the layers
 * @param classes the emotions it was fitted on; the layers have one output for each, and one more for anger against the rest
 * @param history what it is shown of earlier readings
 * @param layers the numbers
 * @param calibration of the classes' probabilities
 * @param scoreMap from the log-odds of being upset to 0..100
 */
public record EmotionModel(
        String version,
        List<Input> inputs,
        List<OutputClass> classes,
        HistoryInput history,
        NetworkLayers layers,
        LogitCalibration calibration,
        ScoreMap scoreMap) {
    /** Under this name the part of history in a judgement is reported; no group of features may bear it. */
    public static final String HISTORY_GROUP = "history";

    /** The largest file that is read. */
    static final long MAX_FILE_BYTES = 5_000_000;

    private static final String EMBEDDED = "emotion-model.json";
    private static final String ANGER = "anger";
    private static final float CLAMP = 4;

    /**
     * One feature: made comparable by {@code (value - mean) / scale}.
     *
     * @param name as the feature extractor calls it
     * @param group the heading under which its contribution is reported
     * @param mean over the speech the network was fitted on
     * @param scale standard deviation there, over 0
     */
    public record Input(String name, String group, float mean, float scale) {
        /** Checks the numbers. */
        public Input {
            require(!name.isBlank(), "an input has no name");
            require(!group.isBlank(), "the group of input '" + name + "' is empty");
            require(!group.equals(HISTORY_GROUP), "the group of input '" + name + "' is '" + HISTORY_GROUP + "'");
            require(Float.isFinite(mean), "the mean of input '" + name + "' is not a number");
            require(Float.isFinite(scale) && scale > 0, "the scale of input '" + name + "' is not over 0");
        }

        /** The value as the network takes it, -4..4; one that is not known ({@code NaN}) is taken to be the mean. */
        public float standardized(double value) {
            return EmotionModel.standardized(value, mean, scale);
        }
    }

    /**
     * One emotion as the corpora name it.
     *
     * @param name the corpora's name
     * @param emotion what the engine reports it as: neutral, anger, distress or positive
     * @param upset how much of its probability counts as being upset, 0..1
     */
    public record OutputClass(String name, String emotion, float upset) {
        /** Checks the names. */
        public OutputClass {
            require(!name.isBlank() && !emotion.isBlank(), "a class has no name or no emotion");
            require(upset >= 0 && upset <= 1, "'upset' of class '" + name + "' is not in 0..1");
        }
    }

    /**
     * The score is 100 / (1 + exp(-(steepness (log-odds - anchor) + ln 3))), which is 75 at the anchor. Numbers are kept with six
     * decimals.
     *
     * @param anchorLogOdds the operating point
     * @param steepness over 0
     * @param smoothingSpeechSeconds time constant over which outputs are averaged, counted in seconds of caller speech, over 0
     */
    public record ScoreMap(double anchorLogOdds, double steepness, double smoothingSpeechSeconds) {
        private static final double QUARTER_ODDS = StrictMath.log(3);

        /** Checks and rounds the numbers. */
        public ScoreMap {
            require(Double.isFinite(anchorLogOdds), "the anchor is not a number");
            require(Double.isFinite(steepness) && steepness > 0, "the steepness is not over 0");
            require(
                    Double.isFinite(smoothingSpeechSeconds) && smoothingSpeechSeconds > 0,
                    "'smoothingSpeechSeconds' is not over 0");
            anchorLogOdds = StrictJson.rounded(anchorLogOdds);
            steepness = StrictJson.rounded(steepness);
            smoothingSpeechSeconds = StrictJson.rounded(smoothingSpeechSeconds);
        }

        /** Returns the score of some log-odds of being upset, 0..100. */
        public double score(double logOdds) {
            return 100 / (1 + StrictMath.exp(-(steepness * (logOdds - anchorLogOdds) + QUARTER_ODDS)));
        }
    }

    /** Checks that the parts fit together. */
    public EmotionModel {
        inputs = List.copyOf(inputs);
        classes = List.copyOf(classes);
        require(!version.isBlank(), "the version is empty");
        require(
                layers.features() == inputs.size(),
                "the layers have " + layers.features() + " features for " + inputs.size() + " inputs");
        require(
                layers.outputs() == classes.size() + 1,
                "the layers have " + layers.outputs() + " outputs for " + classes.size() + " classes and anger");
        require(
                calibration.bias().size() == classes.size(),
                "the calibration has " + calibration.bias().size() + " biases for " + classes.size() + " classes");
        Set<String> names = new HashSet<>();
        for (Input input : inputs) {
            require(names.add(input.name()), "input '" + input.name() + "' stands there twice");
        }
        require(
                classes.stream().filter(c -> c.emotion().equals(ANGER)).count() == 1,
                "not exactly one class is reported as '" + ANGER + "'");
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
     * @throws IOException naming the file and what is wrong with it, when it cannot be read or is not a whole model
     */
    public static EmotionModel load(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_FILE_BYTES) {
            throw new IOException(file + ": has " + size + " bytes, more than " + MAX_FILE_BYTES);
        }
        return ModelJson.read(Files.readAllBytes(file), file.toString());
    }

    /**
     * Writes this model as the file that {@link #load} reads; the same model gives the same bytes on every JDK.
     *
     * @throws IllegalStateException when it is too large to be read again
     */
    public byte[] toBytes() {
        byte[] bytes = ModelJson.write(this);
        if (bytes.length > MAX_FILE_BYTES) {
            throw new IllegalStateException("the model has " + bytes.length + " bytes, more than " + MAX_FILE_BYTES);
        }
        return bytes;
    }

    /** The same model with other probabilities. */
    public EmotionModel with(LogitCalibration other) {
        return new EmotionModel(version, inputs, classes, history, layers, other, scoreMap);
    }

    /** The same model with other numbers. */
    public EmotionModel with(NetworkLayers other) {
        return new EmotionModel(version, inputs, classes, history, other, calibration, scoreMap);
    }

    /** The same model under another name. */
    public EmotionModel named(String otherVersion) {
        return new EmotionModel(otherVersion, inputs, classes, history, layers, calibration, scoreMap);
    }

    /** The same model with another score. */
    public EmotionModel with(ScoreMap other) {
        return new EmotionModel(version, inputs, classes, history, layers, calibration, other);
    }

    /** Index of the class that is reported as anger. */
    public int angryClass() {
        for (int c = 0; c < classes.size(); c++) {
            if (classes.get(c).emotion().equals(ANGER)) {
                return c;
            }
        }
        throw new IllegalStateException("no class is anger");
    }

    static float standardized(double value, float mean, float scale) {
        if (Double.isNaN(value)) {
            return 0;
        }
        return (float) Math.max(-CLAMP, Math.min(CLAMP, (value - mean) / scale));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
