package io.callfuse.models.digits;

import java.util.Arrays;
import java.util.Random;

/**
 * Rectifies units, gives each mean 0 and variance 1 over a batch (Ioffe and Szegedy 2015), and leaves some out (Srivastava et
 * al. 2014). Remembers what mean and variance were lately. For one thread.
 */
final class UnitNorm {
    private static final float EPSILON = 1e-5f;
    /**
     * What the last batch counts, once there were many: few utterances lie in a batch, and the mean of few batches is another for
     * each. Chosen against 0.05 and 0.005 by a training speaker left out.
     */
    private static final double LEAST_FORGETTING = 0.002;

    /** As long as there were few, the last batch counts this over their number. */
    private static final double EARLY_FORGETTING = 10;

    private static final double LEFT_OUT_SHARE = 0.1;
    private static final float KEPT_GAIN = (float) (1 / (1 - LEFT_OUT_SHARE));
    private static final int LEFT_OUT_OF_256 = (int) Math.round(256 * LEFT_OUT_SHARE);

    private final int units;
    private final Random random;
    private final double[] usualMean;
    private final double[] usualVariance;
    private int batches;
    private final float[] mean;
    private final float[] perDeviation;
    /** What comes out, before some are left out. */
    private float[][] normal = {};
    /** By what that is multiplied: 0 for what is left out. */
    private float[][] gain = {};

    UnitNorm(int units, Random random) {
        this.units = units;
        this.random = random;
        usualMean = new double[units];
        usualVariance = new double[units];
        mean = new float[units];
        perDeviation = new float[units];
        Arrays.fill(usualVariance, 1);
    }

    /** Writes what the next layer sees of {@code count} vectors, which it rectifies. */
    void forward(float[][] x, int count, float[][] y) {
        if (normal.length < count) {
            normal = new float[2 * count][units];
            gain = new float[2 * count][units];
        }
        for (int t = 0; t < count; t++) {
            for (int r = 0; r < units; r++) {
                x[t][r] = Math.max(0, x[t][r]);
            }
        }
        measure(x, count);
        for (int t = 0; t < count; t++) {
            leaveOut(gain[t]);
            for (int r = 0; r < units; r++) {
                normal[t][r] = (x[t][r] - mean[r]) * perDeviation[r];
                y[t][r] = normal[t][r] * gain[t][r];
            }
        }
    }

    private void leaveOut(float[] gains) {
        int bits = 0;
        for (int r = 0; r < units; r++) {
            bits = r % 4 == 0 ? random.nextInt() : bits >>> 8;
            gains[r] = (bits & 255) < LEFT_OUT_OF_256 ? 0 : KEPT_GAIN;
        }
    }

    private void measure(float[][] x, int count) {
        float[] sums = new float[units];
        float[] squares = new float[units];
        for (int t = 0; t < count; t++) {
            for (int r = 0; r < units; r++) {
                sums[r] += x[t][r];
                squares[r] += x[t][r] * x[t][r];
            }
        }
        double forgetting = Math.max(LEAST_FORGETTING, EARLY_FORGETTING / (EARLY_FORGETTING + batches++));
        for (int r = 0; r < units; r++) {
            mean[r] = sums[r] / count;
            float variance = Math.max(0, squares[r] / count - mean[r] * mean[r]);
            perDeviation[r] = (float) (1 / Math.sqrt(variance + EPSILON));
            usualMean[r] += forgetting * (mean[r] - usualMean[r]);
            usualVariance[r] += forgetting * (variance - usualVariance[r]);
        }
    }

    /**
     * Turns the gradient of what came out into that of what went in.
     *
     * @param x what went in, rectified
     */
    void backward(float[][] x, float[][] slope, int count) {
        float[] sums = new float[units];
        float[] products = new float[units];
        for (int t = 0; t < count; t++) {
            for (int r = 0; r < units; r++) {
                slope[t][r] *= gain[t][r];
                sums[r] += slope[t][r];
                products[r] += slope[t][r] * normal[t][r];
            }
        }
        for (int r = 0; r < units; r++) {
            sums[r] /= count;
            products[r] /= count;
        }
        for (int t = 0; t < count; t++) {
            for (int r = 0; r < units; r++) {
                float centred = slope[t][r] - sums[r] - normal[t][r] * products[r];
                slope[t][r] = x[t][r] > 0 ? perDeviation[r] * centred : 0;
            }
        }
    }

    /** By what the positive part of a unit is multiplied, as a rule. */
    double[] scale() {
        double[] scale = new double[units];
        for (int r = 0; r < units; r++) {
            scale[r] = 1 / Math.sqrt(usualVariance[r] + EPSILON);
        }
        return scale;
    }

    /** By what it is moved then. */
    double[] shift() {
        double[] shift = scale();
        for (int r = 0; r < units; r++) {
            shift[r] *= -usualMean[r];
        }
        return shift;
    }
}
