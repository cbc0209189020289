package io.callfuse.dsp.functional;

import java.util.Arrays;

/**
 * The levels of all descriptors in the last frames, one row a frame, so that a frame's row lies together in memory. A window
 * that is not full yet is filled up with frames that have no value. For one thread.
 */
final class LevelHistory {
    private final short[] levels;
    private final long[] breaks;
    private final int descriptors;
    private final int windowFrames;
    private int oldest;
    private int frames;
    private long version;

    LevelHistory(int descriptors, int windowFrames) {
        this.descriptors = descriptors;
        this.windowFrames = windowFrames;
        levels = new short[descriptors * windowFrames];
        breaks = new long[(windowFrames + Long.SIZE - 1) / Long.SIZE];
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

    /** Frames in the window now. */
    int frames() {
        return frames;
    }

    /** Says which state the history is in: another one after each frame. */
    long version() {
        return version;
    }

    /** Whether no step leads to the frame at a place from the one before it: it is the oldest or did not follow upon it. */
    boolean breaks(int place) {
        return place == oldest || interrupted(place);
    }

    /** The same of 64 places, a bit each; places behind the end of the window are 0. */
    long breaksOf(int word) {
        return word < breaks.length ? breaks[word] | (oldest / Long.SIZE == word ? 1L << oldest : 0) : 0;
    }

    private boolean interrupted(int place) {
        return (breaks[place / Long.SIZE] >> place & 1) != 0;
    }

    int secondOldestRow() {
        return next(oldest) * descriptors;
    }

    int newestRow() {
        return newest() * descriptors;
    }

    /** Whether the oldest frame did not follow upon the one before it. */
    boolean oldestInterrupted() {
        return interrupted(oldest);
    }

    boolean secondOldestInterrupted() {
        return interrupted(next(oldest));
    }

    /** Puts a frame in the place of the oldest. */
    void push(short[] row, boolean afterInterruption) {
        System.arraycopy(row, 0, levels, oldestRow(), descriptors);
        long bit = 1L << oldest;
        int word = oldest / Long.SIZE;
        breaks[word] = afterInterruption ? breaks[word] | bit : breaks[word] & ~bit;
        oldest = next(oldest);
        frames = Math.min(frames + 1, windowFrames);
        version++;
    }

    void reset() {
        Arrays.fill(levels, (short) DescriptorScale.NONE);
        Arrays.fill(breaks, 0);
        oldest = 0;
        frames = 0;
        version++;
    }

    private int next(int frame) {
        return frame + 1 == windowFrames ? 0 : frame + 1;
    }

    private int newest() {
        return oldest == 0 ? windowFrames - 1 : oldest - 1;
    }
}
