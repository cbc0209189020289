package io.callfuse.engine.scoring;

import java.util.Locale;

/** What a caller's voice can be said to express. */
public enum Emotion {
    /** Calm. */
    NEUTRAL,
    /** Angry. */
    ANGER,
    /** Afraid or sad. */
    DISTRESS,
    /** Happy, amused or surprised. */
    POSITIVE,
    /** Not enough was heard. */
    UNKNOWN;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in reports, variables and files: lower case. */
    public String label() {
        return label;
    }

    /** Returns the emotion with this {@link #label}; an unknown one is refused. */
    public static Emotion ofLabel(String label) {
        for (Emotion emotion : values()) {
            if (emotion.label.equals(label)) {
                return emotion;
            }
        }
        throw new IllegalArgumentException("'" + label + "' is no emotion");
    }
}
