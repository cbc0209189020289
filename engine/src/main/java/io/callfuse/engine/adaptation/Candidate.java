package io.callfuse.engine.adaptation;

import java.util.Locale;

/** What may be changed about a model, from nothing to everything. */
public enum Candidate {
    /** Nothing. */
    AS_IS(false, false, "the model as it is"),
    /** How sure it says it is. */
    CONFIDENCE(false, true, "its confidence fitted to your calls"),
    /** Where the score is 75. */
    ANCHOR(true, false, "its score anchored on your calls"),
    /** Both. */
    ANCHOR_AND_CONFIDENCE(true, true, "score anchored, confidence fitted"),
    /** Both, and the output layer of the network. */
    OUTPUT_LAYER(true, true, "output layer, anchor and confidence"),
    /** All of it: a network of these calls and nothing else. */
    ALONE(true, true, "a network of your calls alone");

    private final boolean newAnchor;
    private final boolean newConfidence;
    private final String description;
    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Candidate(boolean newAnchor, boolean newConfidence, String description) {
        this.newAnchor = newAnchor;
        this.newConfidence = newConfidence;
        this.description = description;
    }

    boolean newAnchor() {
        return newAnchor;
    }

    boolean newConfidence() {
        return newConfidence;
    }

    /** What is changed, for people. */
    public String description() {
        return description;
    }

    /** As it stands in reports: {@code anchor-and-confidence}. */
    public String text() {
        return text;
    }
}
