package io.callfuse.engine.scoring.lexical;

import java.util.Arrays;

/** The last times at which words asked for each need of its own, and these words. Made once; for one thread. */
final class NeedTimes {
    private static final int KEPT = 4;
    private static final long NEVER = -1;

    private final long[][] timesMs;
    private final long[][] lastWordsMs;
    private final String[][] words;

    NeedTimes(int needs) {
        timesMs = never(needs);
        lastWordsMs = never(needs);
        words = new String[needs][KEPT];
    }

    private static long[][] never(int needs) {
        long[][] times = new long[needs][KEPT];
        for (long[] ofNeed : times) {
            Arrays.fill(ofNeed, NEVER);
        }
        return times;
    }

    /**
     * Words have asked for a need.
     *
     * @param atMs media time at which they begin
     * @param lastWordMs media time at which the last of them begins
     */
    void add(int need, long atMs, long lastWordMs, String what) {
        if (timesMs[need][0] == atMs && lastWordsMs[need][0] == lastWordMs) {
            return;
        }
        System.arraycopy(timesMs[need], 0, timesMs[need], 1, KEPT - 1);
        System.arraycopy(lastWordsMs[need], 0, lastWordsMs[need], 1, KEPT - 1);
        System.arraycopy(words[need], 0, words[need], 1, KEPT - 1);
        timesMs[need][0] = atMs;
        lastWordsMs[need][0] = lastWordMs;
        words[need][0] = what;
    }

    /** Forgets what has a word in it that begins at a media time or later, ms. */
    void revise(long fromMs) {
        for (int need = 0; need < timesMs.length; need++) {
            while (lastWordsMs[need][0] >= fromMs && lastWordsMs[need][0] != NEVER) {
                System.arraycopy(timesMs[need], 1, timesMs[need], 0, KEPT - 1);
                System.arraycopy(lastWordsMs[need], 1, lastWordsMs[need], 0, KEPT - 1);
                System.arraycopy(words[need], 1, words[need], 0, KEPT - 1);
                timesMs[need][KEPT - 1] = NEVER;
                lastWordsMs[need][KEPT - 1] = NEVER;
                words[need][KEPT - 1] = null;
            }
        }
    }

    /** The last of them; -1 where there is none. */
    long lastMs(int need) {
        return timesMs[need][0];
    }

    /** The words of the last of them; null where there is none. */
    String lastWords(int need) {
        return words[need][0];
    }
}
