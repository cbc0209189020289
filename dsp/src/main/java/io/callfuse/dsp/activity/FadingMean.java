package io.callfuse.dsp.activity;

/**
 * Means of several values over a window that fades exponentially. A frame that has nothing to say lets what was heard before
 * fade all the same, so that after a silence the new soon outweighs the old. For one thread; allocates nothing after
 * construction.
 */
final class FadingMean {
    private static final double TINY_WEIGHT = 1e-6;

    private final double keep;
    private final double[] sum;
    private double weight;

    FadingMean(int values, double timeConstantFrames) {
        keep = StrictMath.exp(-1 / timeConstantFrames);
        sum = new double[values];
    }

    /** Takes the values of the next frame. */
    void add(double[] values) {
        fade();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
        weight += 1;
    }

    /** Stands for a frame without values. */
    void fade() {
        if (weight < TINY_WEIGHT) {
            return;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] *= keep;
        }
        weight *= keep;
    }

    /** Mean of one of the values; 0 before any came. */
    double of(int value) {
        return weight < TINY_WEIGHT ? 0 : sum[value] / weight;
    }

    /** How much of the window is filled by frames that had values, 0..1. */
    double filled() {
        return weight * (1 - keep);
    }
}
