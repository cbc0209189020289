package io.callfuse.engine.scoring.lexical;

import io.callfuse.models.language.Need;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a caller's words showed, with the words that showed it. Immutable.
 *
 * @param topic what the call is about; empty where the words do not tell
 * @param need what he needs and what may be offered; empty where no row of the map fits
 * @param subtexts what he probably means, in a fixed order
 * @param hits the words that carried a category, one of the subtexts or the topic, in the order of time
 */
public record WordEvidence(
        Optional<String> topic, Optional<Need> need, List<HeardSubtext> subtexts, List<LexicalHit> hits) {
    /** No word was heard that means anything to us. */
    public static final WordEvidence NONE = new WordEvidence(Optional.empty(), Optional.empty(), List.of(), List.of());

    /** Rejects null; copies the lists. */
    public WordEvidence {
        Objects.requireNonNull(topic, "topic is null");
        Objects.requireNonNull(need, "need is null");
        subtexts = List.copyOf(subtexts);
        hits = List.copyOf(hits);
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return topic.isEmpty() && need.isEmpty() && subtexts.isEmpty() && hits.isEmpty();
    }
}
