package io.callfuse.engine;

import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.scoring.EmotionScore;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers what moved the score at the moment that explains a call best: at its first trip, and until there is one at its
 * highest score. For one thread; keeping allocates nothing once the model's groups are known.
 */
final class EvidenceKeeper {
    private String[] names = {};
    private double[] contributions = {};
    private Emotion emotion = Emotion.UNKNOWN;
    private double confidence;
    private double highest = -1;
    private boolean settled;

    /** Whether this score of one more second explains more than what is kept. */
    boolean wants(EmotionScore score) {
        return !settled && score.score() > highest;
    }

    /** Takes the score at which the fuse tripped; later ones explain less. */
    void settle(EmotionScore score) {
        if (!settled) {
            keep(score);
            settled = true;
        }
    }

    /** Takes a score and what moved it. */
    void keep(EmotionScore score) {
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
    }

    /** What was kept. */
    Evidence evidence() {
        return of(emotion, confidence, names, contributions);
    }

    /** What moved the score right now. */
    static Evidence now(EmotionScore score) {
        EvidenceKeeper keeper = new EvidenceKeeper();
        keeper.keep(score);
        return keeper.evidence();
    }

    private static Evidence of(Emotion emotion, double confidence, String[] names, double[] contributions) {
        Map<String, Double> moved = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            moved.put(names[i], contributions[i]);
        }
        return new Evidence(emotion, confidence, moved);
    }
}
