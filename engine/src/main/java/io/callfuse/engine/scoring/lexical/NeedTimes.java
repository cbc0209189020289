package io.callfuse.engine.scoring.lexical;

import java.util.Arrays;

/** The last media times at which words asked for each need of its own. Made once; for one thread. */
final class NeedTimes {
    private static final int KEPT = 4;
    private static final long NEVER = -1;

    private final long[][] timesMs;

    NeedTimes(int needs) {
        timesMs = new long[needs][KEPT];
        for (long[] times : timesMs) {
            Arrays.fill(times, NEVER);
        }
    }

    void add(int need, long atMs) {
        long[] times = timesMs[need];
        if (times[0] != atMs) {
            System.arraycopy(times, 0, times, 1, KEPT - 1);
            times[0] = atMs;
        }
    }

    /** Forgets what came at a media time or later, ms. */
    void revise(long fromMs) {
        for (long[] times : timesMs) {
            while (times[0] >= fromMs && times[0] != NEVER) {
                System.arraycopy(times, 1, times, 0, KEPT - 1);
                times[KEPT - 1] = NEVER;
            }
        }
    }

    /** The last of them; -1 where there is none. */
    long lastMs(int need) {
        return timesMs[need][0];
    }
}
