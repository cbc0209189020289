package io.callfuse.models.language;

/**
 * What it means that a pattern is found. Immutable.
 *
 * @param kind what it does
 * @param entry where the pattern begins in the {@link PatternCode}
 * @param number of a phrase its label; of what was said of a need, the need; of a cue its reach in tokens
 * @param labels of a cue the labels that it changes, as a set of bits; else 0
 * @param weight of a phrase its weight, 0..1; of a cue the factor, 0 for one that cancels
 * @param text the pattern as it stands in the file
 */
public record Rule(Kind kind, int entry, int number, long labels, double weight, String text) {
    /** What a pattern does; in the order in which the rules of one token are asked. */
    public enum Kind {
        /** Ends the reach of cues. */
        BOUNDARY,
        /** Takes away the phrases that share words with it: these have another meaning here. */
        NEUTRAL,
        /** Takes away the cues inside it and nothing else: "not only" denies nothing. */
        IDIOM,
        /** Changes the weight of phrases that begin after it. */
        CUE_AHEAD,
        /** Changes the weight of phrases that ended before it. */
        CUE_BACK,
        /** Carries a label. */
        PHRASE,
        /** Says what is needed. */
        NEED
    }
}
