package io.callfuse.dsp.functional;

import java.util.Arrays;

/** Number, sum and sum of squares of the rises' and the falls' slopes of each descriptor. For one thread. */
final class SlopeSums {
    /** Slopes are whole 256ths of a level a frame, so that their sums are exact. */
    private static final int FRACTION = 256;

    private static final int STRIDE = 6;
    private static final int FALLS = 3;

    /** 1 over a number of frames, in 2^30ths: a division would cost more than all else that a turning point does. */
    private static final int ONE_SHIFT = 30;

    private static final int[] RECIPROCALS = new int[256];

    static {
        for (int frames = 1; frames < RECIPROCALS.length; frames++) {
            RECIPROCALS[frames] = (1 << ONE_SHIFT) / frames;
        }
    }

    private final long[] sums;

    SlopeSums(int descriptors) {
        sums = new long[descriptors * STRIDE];
    }

    /** Takes in ({@code sign} 1) or out (-1) a movement by {@code height} levels, not 0, in {@code frames}, at least 1. */
    void add(int descriptor, int height, int frames, int sign) {
        int at = descriptor * STRIDE + (height > 0 ? 0 : FALLS);
        long slope = (long) Math.abs(height) * FRACTION * reciprocal(frames) >> ONE_SHIFT;
        sums[at] += sign;
        sums[at + 1] += sign * slope;
        sums[at + 2] += sign * slope * slope;
    }

    private static int reciprocal(int frames) {
        return frames < RECIPROCALS.length ? RECIPROCALS[frames] : (1 << ONE_SHIFT) / frames;
    }

    int rises(int descriptor) {
        return (int) sums[descriptor * STRIDE];
    }

    /** Mean slope of the rises, levels a frame; {@code NaN} when there is none. */
    double meanRising(int descriptor) {
        return mean(descriptor * STRIDE);
    }

    /** Mean slope of the falls, a positive number of levels a frame; {@code NaN} when there is none. */
    double meanFalling(int descriptor) {
        return mean(descriptor * STRIDE + FALLS);
    }

    /** Standard deviation of the rises' slopes, levels a frame; {@code NaN} when there is none. */
    double stddevRising(int descriptor) {
        return stddev(descriptor * STRIDE);
    }

    /** Standard deviation of the falls' slopes, levels a frame; {@code NaN} when there is none. */
    double stddevFalling(int descriptor) {
        return stddev(descriptor * STRIDE + FALLS);
    }

    private double mean(int at) {
        return sums[at] == 0 ? Double.NaN : (double) sums[at + 1] / (sums[at] * FRACTION);
    }

    private double stddev(int at) {
        long n = sums[at];
        return n == 0
                ? Double.NaN
                : Math.sqrt((double) (n * sums[at + 2] - sums[at + 1] * sums[at + 1])) / (n * FRACTION);
    }

    void reset() {
        Arrays.fill(sums, 0);
    }
}
