package io.callfuse.dsp.functional;

import java.util.Arrays;

/** Some frames of a window, by their places in its {@link LevelHistory}: a bit each. Allocates when made; for one thread. */
final class FrameSet {
    private final long[] words = new long[SlidingFunctionals.MAX_WINDOW_FRAMES / Long.SIZE];

    void clear() {
        Arrays.fill(words, 0);
    }

    void add(int place) {
        words[place / Long.SIZE] |= 1L << place;
    }

    boolean has(int place) {
        return (words[place / Long.SIZE] >> place & 1) != 0;
    }

    /** Places 64 {@code word} and up. */
    long word(int word) {
        return words[word];
    }
}
