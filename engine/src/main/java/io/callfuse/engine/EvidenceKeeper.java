package io.callfuse.engine;

import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.scoring.EmotionScore;
import io.callfuse.engine.scoring.lexical.WordEvidence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers what moved the score at the moment that explains a call best: at its first trip, and until there is one at its
 * highest score. For one thread; keeping allocates nothing of its own once the model's groups are known.
 */
final class EvidenceKeeper {
    private String[] names = {};
    private double[] contributions = {};
    private Emotion emotion = Emotion.UNKNOWN;
    private double confidence;
    private double highest = -1;
    private WordEvidence words = WordEvidence.NONE;
    private boolean settled;

    /** Whether this score of one more second explains more than what is kept. */
    boolean wants(EmotionScore score) {
        return !settled && score.score() > highest;
    }

    /** Takes the score at which the fuse tripped; later ones explain less. */
    void settle(EmotionScore score, WordEvidence said) {
        if (!settled) {
            keep(score, said);
            settled = true;
        }
    }

    /** Takes a score and what moved it. */
    void keep(EmotionScore score, WordEvidence said) {
        int count = score.contributions();
        if (names.length != count) {
            names = new String[count];
            contributions = new double[count];
        }
        for (int i = 0; i < count; i++) {
            names[i] = score.contributionName(i);
            contributions[i] = score.contribution(i);
        }
        emotion = score.emotion();
        confidence = score.confidence();
        highest = score.score();
        words = said;
    }

    /** What was kept. */
    Evidence evidence() {
        Map<String, Double> moved = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            moved.put(names[i], contributions[i]);
        }
        return new Evidence(emotion, confidence, moved, words);
    }

    /** What moved the score right now. */
    static Evidence now(EmotionScore score, WordEvidence said) {
        EvidenceKeeper keeper = new EvidenceKeeper();
        keeper.keep(score, said);
        return keeper.evidence();
    }
}
