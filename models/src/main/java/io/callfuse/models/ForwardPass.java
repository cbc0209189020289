package io.callfuse.models;

import io.callfuse.dsp.kernel.Kernels;

/**
 * The second half of a network, from the sums of the hidden layer's inputs to the log-odds of being upset. The rows of the output
 * layer are shared with every other pass. Allocates when made, never after; for one thread.
 */
final class ForwardPass {
    /** How much the output for anger alone counts beside the classes. */
    private static final double ANGER_SHARE = 0.5;

    private static final double TINY = 1e-12;

    private final Kernels kernels = Kernels.plain();
    private final float[] hiddenBias;
    private final float[][] output;
    private final float[] outputBias;
    private final float[][] shift;
    private final float[] coldMean;
    private final int classes;
    private final float[] upset;
    private final float[] activity;

    ForwardPass(EmotionModel network) {
        NetworkLayers layers = network.layers();
        this.hiddenBias = layers.sharedHiddenBias();
        this.output = layers.sharedOutput();
        this.outputBias = layers.outputBias();
        this.shift = layers.shift();
        this.coldMean = layers.coldMean();
        this.classes = network.classes().size();
        this.upset = new float[classes];
        for (int c = 0; c < classes; c++) {
            upset[c] = network.classes().get(c).upset();
        }
        this.activity = new float[hiddenBias.length];
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

    /** Turns sums of the inputs of the hidden units, without their bias, into the activity of these. */
    void activate(float[] sums) {
        for (int h = 0; h < sums.length; h++) {
            sums[h] = Math.max(0, hiddenBias[h] + sums[h]);
        }
    }

    /** Adds what an earlier output's distance from its mean moves the present outputs by. */
    void addShift(int earlierOutput, float distance, float[] into) {
        float[] row = shift[earlierOutput];
        for (int o = 0; o < into.length; o++) {
            into[o] += distance * row[o];
        }
    }

    /** Log-odds of being upset by the classes, and half of the output for anger alone; larger is more upset. */
    double upsetLogOdds(float[] outputs) {
        double highest = outputs[0];
        for (int c = 1; c < classes; c++) {
            highest = Math.max(highest, outputs[c]);
        }
        double upsetSum = TINY;
        double calmSum = TINY;
        for (int c = 0; c < classes; c++) {
            double weight = StrictMath.exp(outputs[c] - highest);
            upsetSum += upset[c] * weight;
            calmSum += (1 - upset[c]) * weight;
        }
        return StrictMath.log(upsetSum / calmSum) + ANGER_SHARE * outputs[classes];
    }
}
