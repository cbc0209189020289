package io.callfuse.models;

import io.callfuse.dsp.kernel.Kernels;

/**
 * The second half of a network, from the sums of the hidden layer's inputs to the log-odds of anger, with its own copy of the
 * numbers. Allocates when made, never after; for one thread.
 */
final class ForwardPass {
    private final Kernels kernels = Kernels.plain();
    private final float[][] rows;
    private final float[] hiddenBias;
    private final float[][] output;
    private final float[] outputBias;
    private final float[][] shift;
    private final float[] coldMean;
    private final int classes;
    private final int angry;
    private final float[] activity;

    ForwardPass(EmotionNetwork network) {
        NetworkLayers layers = network.layers();
        this.rows = layers.hidden();
        this.hiddenBias = layers.hiddenBias();
        this.output = layers.output();
        this.outputBias = layers.outputBias();
        this.shift = layers.shift();
        this.coldMean = layers.coldMean();
        this.classes = network.classes().size();
        this.angry = network.angryClass();
        this.activity = new float[hiddenBias.length];
    }

    /** Rows of the hidden layer, one for each input. */
    float[][] rows() {
        return rows;
    }

    float coldMean(int outputIndex) {
        return coldMean[outputIndex];
    }

    /** Writes the outputs for some sums of the inputs of the hidden units, without their bias. */
    void outputs(float[] sums, float[] into) {
        for (int h = 0; h < activity.length; h++) {
            activity[h] = Math.max(0, hiddenBias[h] + sums[h]);
        }
        for (int o = 0; o < into.length; o++) {
            into[o] = outputBias[o] + kernels.dot(output[o], 0, activity, 0, activity.length);
        }
    }

    /** Adds what an earlier output's distance from its mean moves the present outputs by. */
    void addShift(int earlierOutput, float distance, float[] into) {
        float[] row = shift[earlierOutput];
        for (int o = 0; o < into.length; o++) {
            into[o] += distance * row[o];
        }
    }

    /** Log-odds of the angry class against the others, plus the output for anger alone. */
    double angerLogOdds(float[] outputs) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            if (c != angry) {
                highest = Math.max(highest, outputs[c]);
            }
        }
        double others = 0;
        for (int c = 0; c < classes; c++) {
            if (c != angry) {
                others += StrictMath.exp(outputs[c] - highest);
            }
        }
        return outputs[angry] - (highest + StrictMath.log(others)) + outputs[classes];
    }
}
