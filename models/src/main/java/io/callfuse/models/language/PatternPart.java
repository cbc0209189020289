package io.callfuse.models.language;

import java.util.List;
import java.util.Set;

/** A part of a pattern. Immutable. */
sealed interface PatternPart {
    /**
     * One token that is any of these.
     *
     * @param forms tokens, the plain one first
     */
    record Word(Set<String> forms) implements PatternPart {}

    /**
     * Parts that follow each other.
     *
     * @param parts in the order in which they are said
     */
    record Sequence(List<PatternPart> parts) implements PatternPart {}

    /**
     * One of several parts.
     *
     * @param parts at least one
     */
    record Choice(List<PatternPart> parts) implements PatternPart {}

    /**
     * A part that may be left out.
     *
     * @param part what may be left out
     */
    record Optional(PatternPart part) implements PatternPart {}

    /**
     * Any tokens of the same sentence.
     *
     * @param maxTokens how many there may be
     */
    record Gap(int maxTokens) implements PatternPart {}

    /** The place where a part of a sentence begins. */
    record Start() implements PatternPart {}
}
