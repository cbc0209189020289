package io.callfuse.dsp.rate;

/**
 * The last seconds of somebody's speaking, frame by frame: syllables of speech, or pause. Sums are integers, so that what comes
 * and what leaves cancel exactly. For one thread; allocates nothing after construction.
 */
final class TempoWindow {
    /** Syllables are kept in hundredths. */
    static final int UNITS_PER_SYLLABLE = 100;

    private static final short PAUSE = -1;

    private final short[] frames;
    private int next;
    private int filled;
    private int speechFrames;
    private int units;

    TempoWindow(int capacityFrames) {
        if (capacityFrames < 1) {
            throw new IllegalArgumentException("window of " + capacityFrames + " frames");
        }
        frames = new short[capacityFrames];
    }

    void addSpeech(int syllableUnits) {
        int kept = Math.max(0, Math.min(syllableUnits, Short.MAX_VALUE));
        push((short) kept);
        speechFrames++;
        units += kept;
    }

    void addPause() {
        push(PAUSE);
    }

    /** Frames of speech and pause in it. */
    int filledFrames() {
        return filled;
    }

    /** Frames of speech in it. */
    int speechFrames() {
        return speechFrames;
    }

    /** Syllables in it. */
    double syllables() {
        return units / (double) UNITS_PER_SYLLABLE;
    }

    void clear() {
        next = 0;
        filled = 0;
        speechFrames = 0;
        units = 0;
    }

    private void push(short frame) {
        if (filled == frames.length) {
            short oldest = frames[next];
            if (oldest != PAUSE) {
                speechFrames--;
                units -= oldest;
            }
        } else {
            filled++;
        }
        frames[next] = frame;
        next = next + 1 == frames.length ? 0 : next + 1;
    }
}
