package io.callfuse.dsp.functional;

import java.util.Arrays;

/**
 * Changes of each descriptor from frame to frame in the window: how many, how many up and down, how large. A change belongs to
 * the window when both its frames do. For one thread.
 */
final class DeltaSums {
    private static final int SIGN = Integer.SIZE - 1;

    /** The numbers of changes, of those up and of those down share a {@code long}. */
    private static final int RISE_SHIFT = 16;

    private static final int FALL_SHIFT = 32;
    private static final int COUNT_MASK = 0xffff;

    private final long[] counts;
    private final int[] sizes;
    private final int[] moves;
    private final long[] squares;

    DeltaSums(int descriptors) {
        counts = new long[descriptors];
        sizes = new int[descriptors];
        moves = new int[descriptors];
        squares = new long[descriptors];
    }

    /**
     * Takes in the changes from the newest row of {@code levels} to {@code entering} and takes out those from the oldest row to
     * the one after it, each unless it is interrupted.
     */
    void slide(short[] entering, boolean interrupted, LevelHistory history) {
        short[] levels = history.levels();
        int newest = history.newestRow();
        int oldest = history.oldestRow();
        int secondOldest = history.secondOldestRow();
        int joined = interrupted ? 0 : -1;
        int wasJoined = history.secondOldestInterrupted() ? 0 : -1;
        for (int d = 0; d < entering.length; d++) {
            int in = present(levels[newest + d], entering[d]) & joined;
            int out = present(levels[oldest + d], levels[secondOldest + d]) & wasJoined;
            int x = entering[d] - levels[newest + d] & in;
            int y = levels[secondOldest + d] - levels[oldest + d] & out;
            counts[d] += tally(x, in) - tally(y, out);
            sizes[d] += Math.abs(x) - Math.abs(y);
            moves[d] += x - y;
            squares[d] += (long) x * x - (long) y * y;
        }
    }

    /** All ones for two levels, all zeros when one is none. */
    private static int present(int before, int after) {
        return (before - DescriptorScale.NONE & after - DescriptorScale.NONE) >> SIGN;
    }

    private static long tally(int change, int present) {
        return (long) (change >>> SIGN) << FALL_SHIFT | (long) (-change >>> SIGN) << RISE_SHIFT | present & 1;
    }

    private int pairs(int descriptor) {
        return (int) counts[descriptor] & COUNT_MASK;
    }

    /** Share of changes that go up, 0 to 1; {@code NaN} when there is none. */
    double riseShare(int descriptor) {
        return overPairs(counts[descriptor] >> RISE_SHIFT & COUNT_MASK, descriptor);
    }

    /** Share of changes that go down, 0 to 1; {@code NaN} when there is none. */
    double fallShare(int descriptor) {
        return overPairs(counts[descriptor] >> FALL_SHIFT & COUNT_MASK, descriptor);
    }

    /** Mean of the changes that go up, levels; {@code NaN} when there is none. */
    double meanRise(int descriptor) {
        int rises = (int) (counts[descriptor] >> RISE_SHIFT & COUNT_MASK);
        return rises == 0 ? Double.NaN : (sizes[descriptor] + moves[descriptor]) / 2 / (double) rises;
    }

    /** Mean size of the changes that go down, levels; {@code NaN} when there is none. */
    double meanFall(int descriptor) {
        int falls = (int) (counts[descriptor] >> FALL_SHIFT & COUNT_MASK);
        return falls == 0 ? Double.NaN : (sizes[descriptor] - moves[descriptor]) / 2 / (double) falls;
    }

    /** Mean size of a change, levels; {@code NaN} when there is none. */
    double meanSize(int descriptor) {
        return overPairs(sizes[descriptor], descriptor);
    }

    /** Root of the mean squared change, levels; {@code NaN} when there is none. */
    double rootMeanSquare(int descriptor) {
        return Math.sqrt(overPairs(squares[descriptor], descriptor));
    }

    private double overPairs(long sum, int descriptor) {
        int pairs = pairs(descriptor);
        return pairs == 0 ? Double.NaN : (double) sum / pairs;
    }

    void reset() {
        Arrays.fill(counts, 0);
        Arrays.fill(sizes, 0);
        Arrays.fill(moves, 0);
        Arrays.fill(squares, 0);
    }
}
