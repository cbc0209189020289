package io.callfuse.engine.asr.feed;

/**
 * How much the words of a leg are needed: most in its first minute, in which it is to be decided, and while its score rises. The
 * leg's worker writes, any thread reads.
 */
final class Suspicion {
    private static final long FIRST_MINUTE_MS = 60_000;
    private static final double FIRST_MINUTE_BONUS = 100;
    private static final double RISE_WEIGHT = 3;
    /** Below every caller who speaks, above one who has not of late. */
    private static final double YIELDING = -500;
    /** Share of the way that the slow mean goes to each new score: a memory of 10 s at a score a second. */
    private static final double SLOWNESS = 0.1;

    private volatile double rank = FIRST_MINUTE_BONUS;
    private double slowScore;
    private boolean scored;

    /** Takes the leg's newest score, 0-100; once a second. */
    void update(double score, long nowMs) {
        if (!scored) {
            slowScore = score;
            scored = true;
        }
        slowScore += SLOWNESS * (score - slowScore);
        double rise = Math.max(0, score - slowScore);
        rank = (nowMs < FIRST_MINUTE_MS ? FIRST_MINUTE_BONUS : 0) + score + RISE_WEIGHT * rise;
    }

    /** From now on it is needed less than any other that speaks; for a leg that is never scored. */
    void yieldToOthers() {
        rank = YIELDING;
    }

    /** The higher, the longer its words are kept. */
    double rank() {
        return rank;
    }
}
