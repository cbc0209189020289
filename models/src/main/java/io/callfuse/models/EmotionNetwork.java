package io.callfuse.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A small neural network over named features that judges a caller's present voice against his own earlier one. Everything it
 * needs stands in one file. Immutable.
 *
 * @param version what reports and the archive call this model
 * @param inputs the features, in the order of the rows of the layers
 * @param classes the emotions it was fitted on; the layers have one output for each, and one more for anger against the rest
 * @param history what it is shown of earlier readings
 * @param layers the numbers
 * @param calibration of the classes' probabilities
 */
public record EmotionNetwork(
        String version,
        List<Input> inputs,
        List<OutputClass> classes,
        HistoryInput history,
        NetworkLayers layers,
        LogitCalibration calibration) {
    /** Under this name the part of history in a judgement is reported; no group of features may bear it. */
    public static final String HISTORY_GROUP = "history";

    /** The largest file that is read. */
    static final long MAX_FILE_BYTES = 5_000_000;

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
            return EmotionNetwork.standardized(value, mean, scale);
        }
    }

    /**
     * One emotion as the corpora name it.
     *
     * @param name the corpora's name
     * @param emotion what the engine reports it as: neutral, anger, distress or positive
     */
    public record OutputClass(String name, String emotion) {
        /** Checks the names. */
        public OutputClass {
            require(!name.isBlank() && !emotion.isBlank(), "a class has no name or no emotion");
        }
    }

    /** Checks that the parts fit together. */
    public EmotionNetwork {
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
    }

    /**
     * Reads a network file.
     *
     * @throws IOException naming the file and what is wrong with it, when it cannot be read or is not a whole network
     */
    public static EmotionNetwork load(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_FILE_BYTES) {
            throw new IOException(file + ": has " + size + " bytes, more than " + MAX_FILE_BYTES);
        }
        return NetworkJson.read(Files.readAllBytes(file), file.toString());
    }

    /**
     * Writes this network as the file that {@link #load} reads; the same network gives the same bytes on every JDK.
     *
     * @throws IllegalStateException when it is too large to be read again
     */
    public byte[] toBytes() {
        byte[] bytes = NetworkJson.write(this);
        if (bytes.length > MAX_FILE_BYTES) {
            throw new IllegalStateException("the network has " + bytes.length + " bytes, more than " + MAX_FILE_BYTES);
        }
        return bytes;
    }

    /** The same network with other probabilities. */
    public EmotionNetwork with(LogitCalibration other) {
        return new EmotionNetwork(version, inputs, classes, history, layers, other);
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
