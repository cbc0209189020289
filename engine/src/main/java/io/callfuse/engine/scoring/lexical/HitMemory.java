package io.callfuse.engine.scoring.lexical;

import io.callfuse.models.language.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * The hits that are kept as evidence: for each label the strongest few, and of equally strong ones the last. Grows to a bound;
 * for one thread.
 */
final class HitMemory {
    private static final int PER_LABEL = 4;

    private final List<List<LexicalHit>> hitsOfLabel = new ArrayList<>();

    HitMemory() {
        for (int label = 0; label < Labels.MAX; label++) {
            hitsOfLabel.add(new ArrayList<>(0));
        }
    }

    void keep(int label, LexicalHit hit) {
        List<LexicalHit> hits = hitsOfLabel.get(label);
        if (hits.size() < PER_LABEL) {
            hits.add(hit);
            return;
        }
        int weakest = 0;
        for (int h = 1; h < hits.size(); h++) {
            if (strength(hits.get(h)) < strength(hits.get(weakest))) {
                weakest = h;
            }
        }
        if (strength(hit) >= strength(hits.get(weakest))) {
            hits.remove(weakest);
            hits.add(hit);
        }
    }

    /** The hits of a label in the order of time; empty where there were none. */
    List<LexicalHit> of(int label) {
        return hitsOfLabel.get(label);
    }

    private static double strength(LexicalHit hit) {
        return hit.weight() * hit.confidence();
    }
}
