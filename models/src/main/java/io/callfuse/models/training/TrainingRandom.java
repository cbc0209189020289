package io.callfuse.models.training;

import java.util.Arrays;

/**
 * Random numbers that are the same on every JDK, faster than {@code java.util.Random}: SplitMix64 (Steele, Lea and Flood 2014).
 * For one thread.
 */
final class TrainingRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final int DRAW_BITS = 16;

    private long state;

    TrainingRandom(long seed) {
        this.state = seed;
    }

    long nextLong() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Over 0, below 1. */
    double nextDouble() {
        return ((nextLong() >>> 11) + 0.5) * 0x1.0p-53;
    }

    /** From 0 to {@code bound - 1}. */
    int nextInt(int bound) {
        return (int) (nextDouble() * bound);
    }

    /** Fills with numbers from {@code -limit} to {@code limit}. */
    void uniform(float[] into, double limit) {
        for (int i = 0; i < into.length; i++) {
            into[i] = (float) ((2 * nextDouble() - 1) * limit);
        }
    }

    /** Fills with 0 for what is left out, and for the rest what keeps the mean (inverted dropout; Srivastava et al. 2014). */
    void dropout(float[] into, double share) {
        int leftOut = (int) Math.round(share * (1 << DRAW_BITS));
        if (leftOut == 0) {
            Arrays.fill(into, 1);
            return;
        }
        float kept = (float) (1 / (1 - share));
        long bits = 0;
        for (int i = 0; i < into.length; i++) {
            bits = i % (Long.SIZE / DRAW_BITS) == 0 ? nextLong() : bits >>> DRAW_BITS;
            into[i] = (bits & (1 << DRAW_BITS) - 1) < leftOut ? 0 : kept;
        }
    }
}
