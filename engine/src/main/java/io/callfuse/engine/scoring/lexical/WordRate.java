package io.callfuse.engine.scoring.lexical;

/**
 * How fast the caller speaks, in words a minute (English) or characters a minute (Chinese), over the last words; pauses of more
 * than a second are left out. Made once, never grows; for one thread.
 */
public final class WordRate {
    private static final int CAPACITY = 64;
    private static final long WINDOW_MS = 15_000;
    private static final long MAX_PAUSE_MS = 1000;
    private static final double MS_PER_MINUTE = 60_000;

    /** With fewer units there is no rate. */
    private static final int MIN_UNITS = 5;

    private final long[] atMs = new long[CAPACITY];
    private final long[] endMs = new long[CAPACITY];
    private final int[] units = new int[CAPACITY];
    private long next;
    private long oldest;

    /** Hears a word of so many units: 1 in English, its characters in Chinese. */
    void add(long startMs, long stopMs, int count) {
        int slot = (int) (next % CAPACITY);
        atMs[slot] = startMs;
        endMs[slot] = stopMs;
        units[slot] = count;
        next++;
        oldest = Math.max(oldest, next - CAPACITY);
    }

    /** Takes back the words that begin at a media time or later, ms. */
    void revise(long fromMs) {
        while (next > oldest && atMs[(int) ((next - 1) % CAPACITY)] >= fromMs) {
            next--;
        }
    }

    /** Words or characters a minute at a media time; {@code NaN} while there are too few. */
    public double unitsPerMinute(long nowMs) {
        int said = 0;
        long spokenMs = 0;
        long laterStartMs = -1;
        for (long i = next - 1; i >= oldest; i--) {
            int slot = (int) (i % CAPACITY);
            if (nowMs - atMs[slot] > WINDOW_MS) {
                break;
            }
            long pauseMs = laterStartMs < 0 ? 0 : Math.max(0, laterStartMs - endMs[slot]);
            spokenMs += Math.max(0, endMs[slot] - atMs[slot]) + (pauseMs <= MAX_PAUSE_MS ? pauseMs : 0);
            said += units[slot];
            laterStartMs = atMs[slot];
        }
        return said < MIN_UNITS || spokenMs == 0 ? Double.NaN : said * MS_PER_MINUTE / spokenMs;
    }
}
