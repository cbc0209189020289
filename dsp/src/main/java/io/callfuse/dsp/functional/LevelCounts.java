package io.callfuse.dsp.functional;

import java.util.Arrays;

/**
 * Order statistics of one descriptor's values in a window, when asked: counts in {@value #BINS} equal parts of the range say where
 * each part begins in the order, and only the parts that are asked for are put in order within. Work space only.
 */
final class LevelCounts {
    static final int BINS = 64;
    static final int BIN_SHIFT = 7;

    /** One more part for the frames that have no value. */
    private static final int STRIDE = BINS + 1;

    private static final int BIN_LEVELS = 1 << BIN_SHIFT;
    private static final int WORD_SHIFT = 6;
    private static final int FEW = 8;

    private final short[] ordered = new short[SlidingFunctionals.MAX_WINDOW_FRAMES];
    private final int[] begin = new int[STRIDE + 1];
    private final int[] front = new int[STRIDE];
    private final int[] back = new int[STRIDE];
    private final short[] within = new short[BIN_LEVELS];
    private final long[] marks = new long[BIN_LEVELS >> WORD_SHIFT];
    private long sortedBins;

    /**
     * Puts the values of a descriptor in order, part by part, from the levels of all frames of the window: from the first frame
     * on into the front of each part and from the last one back into its end, since neighbours mostly share a part and would
     * wait for each other.
     */
    void order(int descriptor, int descriptors, short[] levels) {
        order(levels, descriptor, levels.length - descriptors + descriptor, descriptors);
    }

    /** The same for every {@code stride}th level from one place to another, both included. */
    void order(short[] levels, int from, int to, int stride) {
        divide(levels, from, to, stride);
        int first = from;
        int last = to;
        while (first < last) {
            short early = levels[first];
            short late = levels[last];
            ordered[front[early >> BIN_SHIFT]++] = early;
            ordered[--back[late >> BIN_SHIFT]] = late;
            first += stride;
            last -= stride;
        }
        if (first == last) {
            ordered[front[levels[first] >> BIN_SHIFT]] = levels[first];
        }
        sortedBins = 0;
    }

    /** How many of the levels are values. */
    int count() {
        return begin[BINS];
    }

    /** Counts from both ends as well, and says where each part begins and ends. */
    private void divide(short[] levels, int from, int to, int stride) {
        Arrays.fill(front, 0);
        Arrays.fill(back, 0);
        int first = from;
        int last = to;
        while (first < last) {
            front[levels[first] >> BIN_SHIFT]++;
            back[levels[last] >> BIN_SHIFT]++;
            first += stride;
            last -= stride;
        }
        if (first == last) {
            front[levels[first] >> BIN_SHIFT]++;
        }
        int start = 0;
        for (int bin = 0; bin < STRIDE; bin++) {
            int values = front[bin] + back[bin];
            begin[bin] = start;
            front[bin] = start;
            start += values;
            back[bin] = start;
        }
        begin[STRIDE] = start;
    }

    /** Returns the level that has {@code rank} levels before it, of the descriptor that was put in order last. */
    int level(int rank) {
        int bin = ordered[rank] >> BIN_SHIFT;
        if ((sortedBins >> bin & 1) == 0) {
            sortedBins |= 1L << bin;
            sort(begin[bin], begin[bin + 1]);
        }
        return ordered[rank];
    }

    private void sort(int from, int to) {
        if (to - from > FEW) {
            sortByLevel(from, to);
            return;
        }
        for (int i = from + 1; i < to; i++) {
            short level = ordered[i];
            int at = i;
            while (at > from && ordered[at - 1] > level) {
                ordered[at] = ordered[at - 1];
                at--;
            }
            ordered[at] = level;
        }
    }

    /** Many values of a part, as of a steady tone, must not take the square of their number: each level is counted and marked. */
    private void sortByLevel(int from, int to) {
        int first = ordered[from] & -BIN_LEVELS;
        for (int i = from; i < to; i++) {
            int level = ordered[i] - first;
            within[level]++;
            marks[level >> WORD_SHIFT] |= 1L << level;
        }
        int at = from;
        for (int word = 0; word < marks.length; word++) {
            for (long left = marks[word]; left != 0; left &= left - 1) {
                int level = (word << WORD_SHIFT) + Long.numberOfTrailingZeros(left);
                for (int n = within[level]; n > 0; n--) {
                    ordered[at++] = (short) (first + level);
                }
                within[level] = 0;
            }
            marks[word] = 0;
        }
    }
}
