package io.callfuse.engine.policy.rules;

/** A text that a condition may ask for by its name. Not known yet is the empty text. */
public enum TextFact {
    /** The emotion's label; {@code unknown} where not enough was heard. */
    EMOTION("emotion", true),
    /** What the call is about by the caller's words, as the phrase files name it. */
    TOPIC("topic", false);

    private final String label;
    private final boolean byVoice;

    TextFact(String label, boolean byVoice) {
        this.label = label;
        this.byVoice = byVoice;
    }

    /** Its name in a condition. */
    public String label() {
        return label;
    }

    /** Whether it is heard in the caller's voice. */
    public boolean byVoice() {
        return byVoice;
    }
}
