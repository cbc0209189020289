package io.callfuse.engine.scoring;

import io.callfuse.engine.scoring.lexical.LexicalReading;
import io.callfuse.models.language.LexicalCategory;

/**
 * Joins what the voice sounds like and what the words say, late: the words move the log-odds of the acoustic score by their
 * evidence, which already counts how sure recognition was. Without words the acoustic score stands as it is. Its numbers are
 * chosen so that the rules below hold, and are not fitted, since no recordings with words and labels are at hand:
 *
 * <ul>
 *   <li>words of one moment lift no score under 65 over the anchor of 75;
 *   <li>words that come again and again lift by up to three times that, so that a cold voice is over it from 43 on;
 *   <li>friendly words lower a score the less, the nearer it is to the anchor, and not at all from there on.
 * </ul>
 *
 * <p>For one thread; allocates nothing.
 */
public final class WordFusion {
    /** Score at the operating point. */
    private static final double ANCHOR = 75;

    private static final double MAX_SCORE = 100;

    /** How far words of a single moment lift the log-odds at most. */
    private static final double MAX_LIFT_OF_ONE_MOMENT = 0.45;

    /** How far any words lift the log-odds at most. */
    private static final double MAX_LIFT = 1.4;

    /** How far friendly words lower the log-odds at most. */
    private static final double MAX_LOWERING = 0.5;

    /** Share of its strength with which each category counts towards upset, in the order of the categories; by judgement. */
    private static final double[] UPSET = {0.6, 0.35, 0.5, 0.6, 0.4};

    private static final LexicalCategory[] UPSET_CATEGORIES = {
        LexicalCategory.ANGER,
        LexicalCategory.FRUSTRATION,
        LexicalCategory.THREAT,
        LexicalCategory.DISTRESS,
        LexicalCategory.PROFANITY
    };

    private double shift;

    /**
     * The score of voice and words.
     *
     * @param acousticScore of the voice alone, 0..100
     * @param words what the words show now
     * @return 0..100; the acoustic score itself, to the bit, where no word speaks
     */
    public double fuse(double acousticScore, LexicalReading words) {
        shift = 0;
        if (words.isEmpty() || !(acousticScore > 0) || acousticScore >= MAX_SCORE) {
            return acousticScore;
        }
        double lift = lift(words);
        double friendly = 0.3 * words.strength(LexicalCategory.POLITENESS) + words.strength(LexicalCategory.RELIEF);
        double lowering = Math.min(MAX_LOWERING, friendly * 0.3) * Math.max(0, 1 - acousticScore / ANCHOR);
        shift = lift - lowering;
        if (shift == 0) {
            return acousticScore;
        }
        double p = acousticScore / MAX_SCORE;
        double odds = p / (1 - p) * StrictMath.exp(shift);
        return MAX_SCORE * odds / (1 + odds);
    }

    private static double lift(LexicalReading words) {
        double upset = 0;
        for (int c = 0; c < UPSET.length; c++) {
            upset += UPSET[c] * words.strength(UPSET_CATEGORIES[c]);
        }
        int moments = words.upsetMoments();
        double cap = moments <= 1 ? MAX_LIFT_OF_ONE_MOMENT : Math.min(MAX_LIFT, MAX_LIFT_OF_ONE_MOMENT * moments);
        return Math.min(cap, upset);
    }

    /** How far words moved the log-odds at the last fusion; over 0 towards upset. A contribution like those of the voice. */
    public double shift() {
        return shift;
    }
}
