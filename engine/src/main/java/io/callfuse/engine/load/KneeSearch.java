package io.callfuse.engine.load;

/** Looks for the most calls at once that hold: half as many again until it breaks, then halves what lies between. One thread. */
final class KneeSearch {
    private static final double GROWTH = 1.5;
    private static final double CLOSE_ENOUGH = 0.05;

    private final int most;
    private int holds;
    private int breaks = Integer.MAX_VALUE;
    private int next;

    /**
     * @param first to begin with
     * @param most that may be tried
     */
    KneeSearch(int first, int most) {
        this.most = most;
        next = Math.min(first, most);
    }

    /** How many calls to try next; 0 when it is found. */
    int next() {
        return next;
    }

    /** Takes whether this many calls hold. */
    void tried(int calls, boolean held) {
        if (held) {
            holds = Math.max(holds, calls);
        } else {
            breaks = Math.min(breaks, calls);
        }
        if (breaks == Integer.MAX_VALUE) {
            next = holds >= most ? 0 : (int) Math.min(most, Math.max(holds + 1, Math.round(holds * GROWTH)));
        } else if (breaks - holds <= Math.max(1, CLOSE_ENOUGH * breaks)) {
            next = 0;
        } else {
            next = holds + (breaks - holds) / 2;
        }
    }

    /** The most calls that have held; 0 if none did. */
    int found() {
        return holds;
    }

    /** Whether it has seen it break. */
    boolean broke() {
        return breaks != Integer.MAX_VALUE;
    }
}
