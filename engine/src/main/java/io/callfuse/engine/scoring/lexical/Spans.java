package io.callfuse.engine.scoring.lexical;

/**
 * The last cues and neutral phrases of a leg: stretches of tokens, and which phrases near them they change. Made once, never
 * grows; for one thread.
 */
final class Spans {
    private static final int CAPACITY = 16;

    private final long[] firsts = new long[CAPACITY];
    private final long[] lasts = new long[CAPACITY];
    private final int[] reaches = new int[CAPACITY];
    private final long[] labels = new long[CAPACITY];
    private final double[] factors = new double[CAPACITY];
    private final long[] cancelledAt = new long[CAPACITY];
    private long next;

    /** Adds a stretch; of a neutral phrase the labels are 0. */
    void add(long first, long last, int reach, long changed, double factor) {
        int slot = (int) (next % CAPACITY);
        firsts[slot] = first;
        lasts[slot] = last;
        reaches[slot] = reach;
        labels[slot] = changed;
        factors[slot] = factor;
        cancelledAt[slot] = OpenHit.LIVE;
        next++;
    }

    private int size() {
        return (int) Math.min(next, CAPACITY);
    }

    /** Takes back what tokens from a position on brought. */
    void revise(long position) {
        for (int slot = 0; slot < size(); slot++) {
            if (lasts[slot] >= position) {
                labels[slot] = 0;
                firsts[slot] = Long.MAX_VALUE;
            }
            if (cancelledAt[slot] >= position) {
                cancelledAt[slot] = OpenHit.LIVE;
            }
        }
    }

    /** Cancels what lies inside a stretch of tokens. */
    void cancelInside(long first, long last) {
        for (int slot = 0; slot < size(); slot++) {
            if (firsts[slot] >= first && lasts[slot] <= last && cancelledAt[slot] == OpenHit.LIVE) {
                cancelledAt[slot] = last;
            }
        }
    }

    /** Whether a stretch of tokens lies inside one of these. */
    boolean cover(long first, long last) {
        for (int slot = 0; slot < size(); slot++) {
            if (firsts[slot] <= first && lasts[slot] >= last && cancelledAt[slot] == OpenHit.LIVE) {
                return true;
            }
        }
        return false;
    }

    /** Whether a stretch of tokens shares some with one of these, and is not that one with words around it. */
    boolean tear(long first, long last) {
        for (int slot = 0; slot < size(); slot++) {
            boolean shared = firsts[slot] <= last && lasts[slot] >= first;
            boolean more = first <= firsts[slot] && last >= lasts[slot] && last - first > lasts[slot] - firsts[slot];
            if (shared && !more && cancelledAt[slot] == OpenHit.LIVE) {
                return true;
            }
        }
        return false;
    }

    /**
     * By what a phrase of a label that begins at a token is to be weighted, 0 where it is cancelled. It may begin in the cue: "not
     * really angry", where both "not really" and "really angry" are known.
     */
    double factor(int label, long first, TokenWindow window) {
        double factor = 1;
        for (int slot = 0; slot < size(); slot++) {
            boolean reached = (labels[slot] >> label & 1) != 0
                    && cancelledAt[slot] == OpenHit.LIVE
                    && first > firsts[slot]
                    && first <= lasts[slot] + reaches[slot];
            if (reached && (first <= lasts[slot] || !window.breaksBetween(lasts[slot], first))) {
                factor *= factors[slot];
            }
        }
        return factor;
    }
}
