package io.callfuse.engine.scoring.lexical;

import io.callfuse.models.language.Labels;
import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Subtext;

/**
 * What the words of a leg show at one moment. Made once, rewritten by {@link LexicalScorer#read}; for one thread.
 */
public final class LexicalReading {
    final double[] strengths = new double[Labels.MAX];
    final long[] heardAtMs = new long[Labels.MAX];
    private final double[] subtexts = new double[Subtext.values().length];
    private int upsetHits;
    private int topic = -1;
    private int need = -1;

    /** Evidence for a category, 0..1; 0 where no word speaks for it. */
    public double category(LexicalCategory category) {
        return evidence(Labels.of(category));
    }

    /** Strength of the evidence for a category, 0 and up: independent reasons add. */
    public double strength(LexicalCategory category) {
        return strengths[Labels.of(category)];
    }

    /** Probability that a caller means this, 0..1. By judgement: the weights of the phrases are not fitted. */
    public double subtext(Subtext subtext) {
        return subtexts[subtext.ordinal()];
    }

    /** Evidence for a label, 0..1. */
    public double evidence(int label) {
        return 1 - StrictMath.exp(-strengths[label]);
    }

    /** The least evidence for any of these labels, a set of bits, 0..1. */
    double leastEvidence(long labels) {
        double least = 1;
        for (long rest = labels; rest != 0; rest &= rest - 1) {
            least = Math.min(least, evidence(Long.numberOfTrailingZeros(rest)));
        }
        return least;
    }

    /** Media time at which the last word was said that carried any of these labels, a set of bits; 0 where none did. */
    long lastHeardMs(long labels) {
        long lastMs = 0;
        for (long rest = labels; rest != 0; rest &= rest - 1) {
            lastMs = Math.max(lastMs, heardAtMs[Long.numberOfTrailingZeros(rest)]);
        }
        return lastMs;
    }

    /** At how many different moments of the last time words were heard that upset callers say; more than {@code 8} is 8. */
    public int upsetMoments() {
        return upsetHits;
    }

    /** Number of the label that is the topic; -1 where none is known. */
    public int topic() {
        return topic;
    }

    /** Number of the row of the map of needs; -1 where none fits. */
    public int need() {
        return need;
    }

    /** Whether no word was heard that carries a category. */
    public boolean isEmpty() {
        for (int label = 0; label < Labels.firstTopic(); label++) {
            if (strengths[label] > 0 && Labels.isCategory(label)) {
                return false;
            }
        }
        return true;
    }

    void say(int newTopic, int newNeed, int newUpsetMoments) {
        topic = newTopic;
        need = newNeed;
        upsetHits = newUpsetMoments;
    }

    void saySubtext(Subtext subtext, double probability) {
        subtexts[subtext.ordinal()] = probability;
    }
}
