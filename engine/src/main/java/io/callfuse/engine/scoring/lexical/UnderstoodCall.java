package io.callfuse.engine.scoring.lexical;

import io.callfuse.models.language.Language;
import java.util.List;
import java.util.Objects;

/**
 * What was understood of a caller's words in a whole call. Immutable.
 *
 * @param language in which he spoke
 * @param rate how fast, in words or characters
 * @param evidence the last topic and need, each subtext at its most probable, and the strongest words for each of them
 * @param problem what the call was about, in the order of time
 * @param emotion what his words showed, in the order of time
 * @param need what he needed, in the order of time
 */
public record UnderstoodCall(
        Language language,
        SpokenRate rate,
        WordEvidence evidence,
        List<StoryNode> problem,
        List<StoryNode> emotion,
        List<StoryNode> need) {
    /**
     * How fast a caller spoke: words a minute in English, characters a minute in Chinese.
     *
     * @param firstPerMinute the first that could be told; 0 where none could
     * @param maxPerMinute the highest; 0 where none could be told
     */
    public record SpokenRate(double firstPerMinute, double maxPerMinute) {}

    /** Rejects null; copies the lists. */
    public UnderstoodCall {
        Objects.requireNonNull(language, "language is null");
        Objects.requireNonNull(rate, "rate is null");
        Objects.requireNonNull(evidence, "evidence is null");
        problem = List.copyOf(problem);
        emotion = List.copyOf(emotion);
        need = List.copyOf(need);
    }
}
