package io.callfuse.dsp.functional;

import java.util.Arrays;

/** What a caller's descriptors have been so far, or in the first values of each: exact mean and standard deviation. For one thread. */
final class CallerBaseline {
    private final long maxValues;
    private final long[] counts;
    private final long[] sums;
    private final long[] squares;

    /** @param maxValues how many values of each descriptor are taken */
    CallerBaseline(int descriptors, long maxValues) {
        this.maxValues = maxValues;
        counts = new long[descriptors];
        sums = new long[descriptors];
        squares = new long[descriptors];
    }

    void accept(short[] levels) {
        for (int d = 0; d < counts.length; d++) {
            long level = levels[d];
            if (level != DescriptorScale.NONE && counts[d] < maxValues) {
                counts[d]++;
                sums[d] += level;
                squares[d] += level * level;
            }
        }
    }

    long count(int descriptor) {
        return counts[descriptor];
    }

    /** Mean level; {@code NaN} when there was no value. */
    double mean(int descriptor) {
        return counts[descriptor] == 0 ? Double.NaN : (double) sums[descriptor] / counts[descriptor];
    }

    /** Standard deviation, levels; {@code NaN} when there was no value. */
    double stddev(int descriptor) {
        long n = counts[descriptor];
        if (n == 0) {
            return Double.NaN;
        }
        long about = sums[descriptor] / n;
        double off = (double) (sums[descriptor] - n * about) / n;
        double raw = (double) (squares[descriptor] - 2 * about * sums[descriptor] + n * about * about) / n;
        return Math.sqrt(Math.max(0, raw - off * off));
    }

    void reset() {
        Arrays.fill(counts, 0);
        Arrays.fill(sums, 0);
        Arrays.fill(squares, 0);
    }
}
