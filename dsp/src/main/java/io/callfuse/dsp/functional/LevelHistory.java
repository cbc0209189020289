package io.callfuse.dsp.functional;

import java.util.Arrays;

/**
 * The levels of all descriptors in the last frames, one row a frame, so that a frame's row lies together in memory. A window
 * that is not full yet is filled up with frames that have no value. For one thread.
 */
final class LevelHistory {
    private final short[] levels;
    private final boolean[] interrupted;
    private final int descriptors;
    private final int windowFrames;
    private int oldest;

    LevelHistory(int descriptors, int windowFrames) {
        this.descriptors = descriptors;
        this.windowFrames = windowFrames;
        levels = new short[descriptors * windowFrames];
        interrupted = new boolean[windowFrames];
        reset();
    }

    /** The levels of all frames, of which {@link #oldestRow()} and its kin say where a frame's begin. */
    short[] levels() {
        return levels;
    }

    int descriptors() {
        return descriptors;
    }

    int windowFrames() {
        return windowFrames;
    }

    int oldestRow() {
        return oldest * descriptors;
    }

    /** Place of the frame that is the oldest of the last {@code frames}, for {@link #rowOf} and its kin. */
    int first(int frames) {
        int place = oldest - frames;
        return place < 0 ? place + windowFrames : place;
    }

    /** Place of the frame that came after another. */
    int after(int place) {
        return next(place);
    }

    int rowOf(int place) {
        return place * descriptors;
    }

    /** Of each place, whether its frame did not follow upon the one before it. */
    boolean[] interrupted() {
        return interrupted;
    }

    int secondOldestRow() {
        return next(oldest) * descriptors;
    }

    int newestRow() {
        return newest() * descriptors;
    }

    /** Whether the oldest frame did not follow upon the one before it. */
    boolean oldestInterrupted() {
        return interrupted[oldest];
    }

    boolean secondOldestInterrupted() {
        return interrupted[next(oldest)];
    }

    /** Puts a frame in the place of the oldest. */
    void push(short[] row, boolean afterInterruption) {
        System.arraycopy(row, 0, levels, oldestRow(), descriptors);
        interrupted[oldest] = afterInterruption;
        oldest = next(oldest);
    }

    void reset() {
        Arrays.fill(levels, (short) DescriptorScale.NONE);
        Arrays.fill(interrupted, false);
        oldest = 0;
    }

    private int next(int frame) {
        return frame + 1 == windowFrames ? 0 : frame + 1;
    }

    private int newest() {
        return oldest == 0 ? windowFrames - 1 : oldest - 1;
    }
}
