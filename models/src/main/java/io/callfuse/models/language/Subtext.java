package io.callfuse.models.language;

import java.util.Locale;

/** What a caller means and does not say. */
public enum Subtext {
    /** It is too complicated: he wants it done for him or shown step by step. */
    COMPLICATED,
    /** He hesitates: the price, or the trust. */
    HESITATION,
    /** He wants a time and somebody who owns his problem. */
    IMPATIENCE,
    /** He compares, and is about to leave for another. */
    COMPARISON,
    /** Nobody owns his problem: he has said it all before. */
    REPETITION,
    /** He feels unheard and is about to give up. */
    RESIGNATION;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Its name in phrase files and reports. */
    public String label() {
        return label;
    }
}
