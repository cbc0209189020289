package io.callfuse.models;

import java.util.Collections;
import java.util.List;

/**
 * The numbers of a network of one hidden layer that is run twice on a reading: first without history (the cold pass), then with
 * what the caller's earlier readings were and gave (the warm pass). Immutable: arrays are copied in and out.
 *
 * <p>Rows of the hidden layer, in this order: one for each feature, one for each feature's deviation from the caller's own mean,
 * one for each output's mean over the caller's earlier cold passes, one for each output's deviation there, and one for how
 * far the history is trusted. The shift is added to the warm outputs: each earlier mean, times its row.
 */
public final class NetworkLayers {
    private final float[][] hidden;
    private final float[] hiddenBias;
    private final float[][] output;
    private final float[] outputBias;
    private final float[][] shift;
    private final float[] coldMean;

    /**
     * @param hidden a row for each input, each as long as there are hidden units
     * @param hiddenBias one for each hidden unit
     * @param output a row for each output, each as long as there are hidden units
     * @param outputBias one for each output
     * @param shift a row for each output, each as long as there are outputs
     * @param coldMean mean of each centred output of the cold pass over the training
     */
    public NetworkLayers(
            float[][] hidden,
            float[] hiddenBias,
            float[][] output,
            float[] outputBias,
            float[][] shift,
            float[] coldMean) {
        this.hidden = copy(hidden);
        this.hiddenBias = hiddenBias.clone();
        this.output = copy(output);
        this.outputBias = outputBias.clone();
        this.shift = copy(shift);
        this.coldMean = coldMean.clone();
        check("rows of outputs", output.length, outputBias.length);
        check("rows of the shift", shift.length, outputBias.length);
        check("cold means", coldMean.length, outputBias.length);
        int features = features();
        if (hiddenBias.length < 1 || outputBias.length < 3 || features < 1 || rows(features) != hidden.length) {
            throw new IllegalArgumentException("a network of " + hidden.length + " rows, " + hiddenBias.length
                    + " hidden units and " + outputBias.length + " outputs cannot be");
        }
        checkRows("hidden layer", hidden, hiddenBias.length);
        checkRows("output layer", output, hiddenBias.length);
        checkRows("shift", shift, outputBias.length);
        checkRows("bias", new float[][] {hiddenBias}, hiddenBias.length);
        checkRows("bias", new float[][] {outputBias, coldMean}, outputBias.length);
    }

    /**
     * Layers that say the mean of what others say, fitted from different seeds, which is steadier: all hidden units side by side.
     * What is known of earlier outputs is then that of the mean, too.
     *
     * @param members of as many features and outputs, at least one
     */
    public static NetworkLayers merged(List<NetworkLayers> members) {
        return merged(members, Collections.nCopies(members.size(), 1f / members.size()));
    }

    /**
     * The same, where some have more to say than others.
     *
     * @param members of as many features and outputs, at least one
     * @param shares how much each counts; together 1
     */
    public static NetworkLayers merged(List<NetworkLayers> members, List<Float> shares) {
        check("shares", shares.size(), members.size());
        NetworkLayers first = members.get(0);
        int units = members.stream().mapToInt(NetworkLayers::hiddenUnits).sum();
        float[][] hidden = new float[first.hidden.length][units];
        float[] hiddenBias = new float[units];
        float[][] output = new float[first.outputs()][units];
        float[] outputBias = new float[first.outputs()];
        float[][] shift = new float[first.outputs()][first.outputs()];
        float[] coldMean = new float[first.outputs()];
        int at = 0;
        for (int m = 0; m < shares.size(); m++) {
            NetworkLayers member = members.get(m);
            float share = shares.get(m);
            check("rows of a member", member.hidden.length, first.hidden.length);
            for (int r = 0; r < hidden.length; r++) {
                System.arraycopy(member.hidden[r], 0, hidden[r], at, member.hiddenUnits());
            }
            System.arraycopy(member.hiddenBias, 0, hiddenBias, at, member.hiddenUnits());
            for (int o = 0; o < output.length; o++) {
                addShare(member.output[o], share, output[o], at);
                addShare(member.shift[o], share, shift[o], 0);
            }
            addShare(member.outputBias, share, outputBias, 0);
            addShare(member.coldMean, share, coldMean, 0);
            at += member.hiddenUnits();
        }
        return new NetworkLayers(hidden, hiddenBias, output, outputBias, shift, coldMean);
    }

    /**
     * The same hidden layer under another output layer.
     *
     * @param otherOutput a row for each output
     * @param otherBias one for each output
     */
    public NetworkLayers withOutput(float[][] otherOutput, float[] otherBias) {
        return new NetworkLayers(hidden, hiddenBias, otherOutput, otherBias, shift, coldMean);
    }

    private static void addShare(float[] from, float share, float[] to, int at) {
        for (int i = 0; i < from.length; i++) {
            to[at + i] += share * from[i];
        }
    }

    /** How many features a reading has. */
    public int features() {
        return (hidden.length - historyInputs(outputs())) / 2;
    }

    /** How many hidden units there are. */
    public int hiddenUnits() {
        return hiddenBias.length;
    }

    /** How many outputs there are: the classes, and one for anger against everything else. */
    public int outputs() {
        return outputBias.length;
    }

    /** The rows of the hidden layer themselves, which every inference shares and none may write. */
    float[][] sharedHidden() {
        return hidden;
    }

    /** The constants of the hidden layer themselves, which none may write. */
    float[] sharedHiddenBias() {
        return hiddenBias;
    }

    /** The rows of the output layer themselves, which none may write. */
    float[][] sharedOutput() {
        return output;
    }

    /** A copy of the rows of the hidden layer. */
    public float[][] hidden() {
        return copy(hidden);
    }

    /** A copy of the constants of the hidden layer. */
    public float[] hiddenBias() {
        return hiddenBias.clone();
    }

    /** A copy of the rows of the output layer. */
    public float[][] output() {
        return copy(output);
    }

    /** A copy of the constants of the outputs. */
    public float[] outputBias() {
        return outputBias.clone();
    }

    /** A copy of the rows by which earlier outputs shift the present ones. */
    public float[][] shift() {
        return copy(shift);
    }

    /** A copy of the means of the centred cold outputs. */
    public float[] coldMean() {
        return coldMean.clone();
    }

    /** How many inputs of the hidden layer tell of earlier outputs, for so many outputs. */
    public static int historyInputs(int outputs) {
        return 2 * outputs + 1;
    }

    private int rows(int features) {
        return 2 * features + historyInputs(outputs());
    }

    private static float[][] copy(float[][] rows) {
        float[][] copy = new float[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            copy[r] = rows[r].clone();
        }
        return copy;
    }

    private static void check(String what, int is, int expected) {
        if (is != expected) {
            throw new IllegalArgumentException(is + " " + what + " for " + expected + " outputs");
        }
    }

    private static void checkRows(String what, float[][] rows, int length) {
        for (float[] row : rows) {
            if (row.length != length) {
                throw new IllegalArgumentException(
                        "a row of the " + what + " has " + row.length + " numbers, not " + length);
            }
            for (float value : row) {
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException("a number of the " + what + " is not finite");
                }
            }
        }
    }
}
