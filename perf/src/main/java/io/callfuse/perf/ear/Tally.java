package io.callfuse.perf.ear;

import java.util.Locale;

/** Counts how many frames of a kind were counted as speech. */
final class Tally {
    private long frames;
    private long speech;

    /** Counts the verdicts on frames that are marked, or on all where there are no marks. */
    void add(boolean[] verdicts, boolean[] marked) {
        for (int f = 0; f < verdicts.length; f++) {
            if (marked == null || f < marked.length && marked[f]) {
                frames++;
                speech += verdicts[f] ? 1 : 0;
            }
        }
    }

    /** Adds another's counts. */
    void add(Tally other) {
        frames += other.frames;
        speech += other.speech;
    }

    long frames() {
        return frames;
    }

    /** Share counted as speech, in percent with two digits. */
    String percent() {
        return frames == 0 ? "-" : String.format(Locale.ROOT, "%.2f", 100.0 * speech / frames);
    }
}
