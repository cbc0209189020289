package io.callfuse.dsp.functional;

import java.util.Arrays;

/**
 * What a caller's descriptors have been so far, or in the first values of each: exact mean and standard deviation, and
 * percentiles from counts in {@value LevelCounts#BINS} parts of the range, interpolated within a part. When a part's count is
 * full, all counts of that descriptor are halved: from then on what was said longer ago weighs less in its percentiles. For one
 * thread.
 */
final class CallerBaseline {
    private static final int STRIDE = LevelCounts.BINS;
    private static final double PERCENT = 100;

    private final long maxValues;
    private final long[] counts;
    private final long[] sums;
    private final long[] squares;
    private final char[] bins;

    /** @param maxValues how many values of each descriptor are taken */
    CallerBaseline(int descriptors, long maxValues) {
        this.maxValues = maxValues;
        counts = new long[descriptors];
        sums = new long[descriptors];
        squares = new long[descriptors];
        bins = new char[descriptors * STRIDE];
    }

    void accept(short[] levels) {
        for (int d = 0; d < counts.length; d++) {
            long level = levels[d];
            if (level != DescriptorScale.NONE && counts[d] < maxValues) {
                counts[d]++;
                sums[d] += level;
                squares[d] += level * level;
                if (++bins[d * STRIDE + (int) (level >> LevelCounts.BIN_SHIFT)] == Character.MAX_VALUE) {
                    halve(d);
                }
            }
        }
    }

    private void halve(int descriptor) {
        for (int at = descriptor * STRIDE; at < (descriptor + 1) * STRIDE; at++) {
            bins[at] >>= 1;
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

    /** The level below which {@code percent} of the values lie; {@code NaN} when there was no value. */
    double percentile(int descriptor, double percent) {
        if (counts[descriptor] == 0) {
            return Double.NaN;
        }
        long total = 0;
        for (int bin = 0; bin < STRIDE; bin++) {
            total += bins[descriptor * STRIDE + bin];
        }
        double left = percent / PERCENT * total;
        int bin = 0;
        while (bin < STRIDE - 1 && left > bins[descriptor * STRIDE + bin]) {
            left -= bins[descriptor * STRIDE + bin];
            bin++;
        }
        int inBin = bins[descriptor * STRIDE + bin];
        double share = inBin == 0 ? 0 : left / inBin;
        return (bin + Math.min(share, 1)) * (1 << LevelCounts.BIN_SHIFT) - 0.5;
    }

    void reset() {
        Arrays.fill(counts, 0);
        Arrays.fill(sums, 0);
        Arrays.fill(squares, 0);
        Arrays.fill(bins, (char) 0);
    }
}
