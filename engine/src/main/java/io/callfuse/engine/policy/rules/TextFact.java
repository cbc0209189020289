package io.callfuse.engine.policy.rules;

/** A text that a condition may ask for by its name. Not known yet is the empty text. */
public enum TextFact {
    /** The emotion's label; {@code unknown} where not enough was heard. */
    EMOTION("emotion", true),
    /** What the call is about by the caller's words, as the phrase files name it. */
    TOPIC("topic", false),
    /** The queue that the dialplan named, or to which the engine's own route led. */
    QUEUE("queue", false),
    /** The number that was called, as the dialplan named it, or else as Asterisk told it with AGI. */
    DID("did", false),
    /** Who calls, as the dialplan named him. */
    CALLER("caller", false);

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
