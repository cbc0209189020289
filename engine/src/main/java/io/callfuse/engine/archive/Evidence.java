package io.callfuse.engine.archive;

import io.callfuse.engine.scoring.Emotion;
import io.callfuse.engine.scoring.lexical.WordEvidence;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Why a score was what it was.
 *
 * @param emotion what the caller sounded like
 * @param confidence of it, 0-1
 * @param contributions how far each group of features moved the log-odds of being upset, in the model's order; words last
 * @param words what the caller's words showed, and which words
 */
public record Evidence(Emotion emotion, double confidence, Map<String, Double> contributions, WordEvidence words) {
    /** Nothing was scored yet. */
    public static final Evidence NONE = new Evidence(Emotion.UNKNOWN, 0, Map.of(), WordEvidence.NONE);

    /** Copies the contributions and keeps their order. */
    public Evidence {
        Objects.requireNonNull(emotion, "emotion is null");
        Objects.requireNonNull(words, "words is null");
        contributions = Collections.unmodifiableMap(new LinkedHashMap<>(contributions));
    }
}
