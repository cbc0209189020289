package io.callfuse.engine.overload;

/**
 * Says what an engine that is late gives up, so that the calls it has are heard in time: first the words of half the calls that
 * have any, then all words, then new calls. It takes lasting lateness: a second that is late counts as much as two that are not, and a
 * machine that stood still for a moment is late once. What was given up comes back in the other order when the engine has kept up for a while.
 *
 * <p>How many calls it may hold is learned from how many it was late with: fewer by a twentieth when it is late, more by a
 * hundredth after fifteen calm seconds, and twice as many more after each further fifteen, up to the limit that it was made with. For one
 * thread.
 */
public final class OverloadControl {
    /** What stands for no limit at all. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final double LATE_SHARE = 0.02;
    private static final int LATE_SECOND = 2;
    private static final int SHED_HALF_AT = 4;
    private static final int SHED_ALL_AT = 8;
    private static final int REFUSE_AT = 10;

    /** Where the limit is known already, it is passed for as short as can be told from a moment's stand-still. */
    private static final int REFUSE_AGAIN_AT = 4;

    private static final int SETTLED_S = 15;

    private static final int CALM_S = 15;
    private static final double KEPT_SHARE = 0.95;
    private static final int FIRST_GROWTH_PERCENT = 1;
    private static final int HUNDRED = 100;

    private final int maxCalls;
    private final int leastCalls;
    private final boolean hasWords;
    private final boolean refuses;
    private int callsAtMost;
    private int wordsAtMost = UNLIMITED;
    private int lateness;
    private int calmS;
    private int sinceCutS;
    private int growthPercent = FIRST_GROWTH_PERCENT;

    /** What is given up. */
    public enum State {
        /** Nothing. */
        KEEPS_UP,
        /** Words of some calls, or of all. */
        SHEDS_WORDS,
        /** All words, and calls past those that can be held. */
        REFUSES_CALLS
    }

    /**
     * What was seen in one second.
     *
     * @param scores that fell due
     * @param lateScores how many of them came late
     * @param readLate whether packets were read late, again and again: their scores then do not know how late they are
     * @param calls that are held
     * @param callsWithWords of how many of them words are heard
     */
    public record Second(long scores, long lateScores, boolean readLate, int calls, int callsWithWords) {
        private boolean isLate() {
            return readLate || lateScores > 0 && lateScores >= scores * LATE_SHARE;
        }
    }

    /**
     * Begins with nothing given up.
     *
     * @param maxCalls how many calls may be held where all is well
     * @param leastCalls with so few calls, what is late is late for other reasons: they are always taken
     * @param hasWords whether there are words to give up
     * @param refuses whether calls may be given up, too
     */
    public OverloadControl(int maxCalls, int leastCalls, boolean hasWords, boolean refuses) {
        this.maxCalls = maxCalls;
        this.leastCalls = leastCalls;
        this.hasWords = hasWords;
        this.refuses = refuses;
        callsAtMost = maxCalls;
    }

    /** Looks back on a second, and returns what is given up from now on. */
    public State step(Second past) {
        sinceCutS++;
        if (past.calls() > leastCalls && past.isLate()) {
            lateness = Math.min(REFUSE_AT, lateness + LATE_SECOND);
            calmS = 0;
            growthPercent = FIRST_GROWTH_PERCENT;
            giveUp(past);
        } else {
            lateness = Math.max(0, lateness - 1);
            calmS++;
            if (calmS % CALM_S == 0) {
                giveBack();
            }
        }
        return state();
    }

    private void giveUp(Second past) {
        if (hasWords && lateness >= SHED_ALL_AT) {
            wordsAtMost = 0;
        } else if (hasWords && lateness >= SHED_HALF_AT) {
            wordsAtMost = Math.min(wordsAtMost, past.callsWithWords() / 2);
        }
        boolean isKnown = callsAtMost < maxCalls && sinceCutS > SETTLED_S;
        boolean isDrained = past.calls() <= callsAtMost;
        if (refuses && isDrained && lateness >= (isKnown ? REFUSE_AGAIN_AT : REFUSE_AT)) {
            callsAtMost = Math.max(leastCalls, (int) (past.calls() * KEPT_SHARE));
            // First it is seen what that helps.
            lateness = 0;
            sinceCutS = 0;
        }
    }

    private void giveBack() {
        if (callsAtMost < maxCalls) {
            long more = Math.max(1, (long) callsAtMost * growthPercent / HUNDRED);
            callsAtMost = (int) Math.min(maxCalls, callsAtMost + more);
            growthPercent = Math.min(HUNDRED, growthPercent * 2);
        } else if (wordsAtMost < UNLIMITED) {
            // Recognition itself says how many it can do of late.
            wordsAtMost = wordsAtMost == 0 ? 1 : wordsAtMost >= maxCalls ? UNLIMITED : wordsAtMost * 2;
        }
    }

    /** What is given up at present. */
    public State state() {
        if (callsAtMost < maxCalls) {
            return State.REFUSES_CALLS;
        }
        return wordsAtMost < UNLIMITED ? State.SHEDS_WORDS : State.KEEPS_UP;
    }

    /** How many calls may be held at present; those above it stay until they end. */
    public int callsAtMost() {
        return callsAtMost;
    }

    /** How many calls may have words at present; {@link #UNLIMITED} where nothing is given up. */
    public int wordsAtMost() {
        return wordsAtMost;
    }
}
