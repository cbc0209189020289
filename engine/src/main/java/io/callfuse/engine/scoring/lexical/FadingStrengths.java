package io.callfuse.engine.scoring.lexical;

import io.callfuse.models.language.Labels;

/**
 * What is left of the evidence of settled hits. Evidence of a weight w is the strength -ln(1 - w), so that strengths add as
 * independent reasons do; it fades by half in a time of its kind. Made once; for one thread.
 */
final class FadingStrengths {
    /** Half-lives, by judgement and not fitted: a mood passes sooner than what a caller means, and that sooner than his topic. */
    private static final double CATEGORY_HALF_LIFE_MS = 30_000;

    private static final double SUBTEXT_HALF_LIFE_MS = 45_000;
    private static final double TOPIC_HALF_LIFE_MS = 120_000;

    /** No evidence is certain. */
    private static final double MAX_EVIDENCE = 0.98;

    private final double[] sums = new double[Labels.MAX];
    private final long[] asOfMs = new long[Labels.MAX];

    void add(int label, double evidence, long atMs) {
        double now = at(label, atMs);
        double more = strength(evidence);
        if (atMs >= asOfMs[label]) {
            sums[label] = now + more;
            asOfMs[label] = atMs;
        } else {
            sums[label] += more * left(label, asOfMs[label] - atMs);
        }
    }

    /** The strength that is left at a media time. */
    double at(int label, long nowMs) {
        return sums[label] == 0 ? 0 : sums[label] * left(label, Math.max(0, nowMs - asOfMs[label]));
    }

    /** When the last evidence came, media time; 0 where none did. */
    long lastMs(int label) {
        return asOfMs[label];
    }

    static double strength(double evidence) {
        return -StrictMath.log(1 - Math.min(MAX_EVIDENCE, evidence));
    }

    /** The share of evidence that is left after a time. */
    static double left(int label, long ageMs) {
        double halfLifeMs = Labels.isCategory(label)
                ? CATEGORY_HALF_LIFE_MS
                : Labels.isTopic(label) ? TOPIC_HALF_LIFE_MS : SUBTEXT_HALF_LIFE_MS;
        return StrictMath.pow(0.5, Math.max(0, ageMs) / halfLifeMs);
    }
}
