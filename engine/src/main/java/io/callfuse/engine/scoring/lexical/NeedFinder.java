package io.callfuse.engine.scoring.lexical;

import io.callfuse.models.language.LanguageModel;
import io.callfuse.models.language.Need;
import java.util.List;

/**
 * Finds the row of the map of needs that fits best: what the caller asked for in so many words before what his labels say, more
 * labels before fewer, and among equals the stronger. For one thread.
 */
final class NeedFinder {
    /** Evidence from which on a label counts as said. */
    static final double SAID = 0.42;

    /** For how long words that ask for a need of their own count, ms. */
    private static final long ASKED_MS = 60_000;

    private static final double ASKED_RANK = 100;

    private final List<Need> needs;

    NeedFinder(LanguageModel model) {
        needs = model.needs();
    }

    /** The number of the row; -1 where none fits. */
    int find(LexicalReading reading, PhraseFinder phrases, long nowMs) {
        int best = -1;
        double bestRank = 0;
        for (int n = 0; n < needs.size(); n++) {
            double rank = rank(n, reading, phrases, nowMs);
            if (rank > bestRank) {
                best = n;
                bestRank = rank;
            }
        }
        return best;
    }

    private double rank(int number, LexicalReading reading, PhraseFinder phrases, long nowMs) {
        long labels = needs.get(number).labels();
        if (labels == 0) {
            long askedMs = phrases.needAtMs(number);
            return askedMs < 0 || nowMs - askedMs > ASKED_MS ? 0 : ASKED_RANK - (nowMs - askedMs) / (double) ASKED_MS;
        }
        double least = reading.leastEvidence(labels);
        return least < SAID ? 0 : Long.bitCount(labels) + least;
    }
}
