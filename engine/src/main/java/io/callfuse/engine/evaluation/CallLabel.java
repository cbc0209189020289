package io.callfuse.engine.evaluation;

import io.callfuse.engine.scoring.Emotion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person, or the composer, says of a whole call. */
public enum CallLabel {
    /** Calm throughout. */
    CALM(false, Emotion.NEUTRAL),
    /** Happy or excited, and loud, throughout; nobody is upset. */
    HAPPY_LOUD(false, Emotion.POSITIVE),
    /** Nobody is upset; how the caller sounds is not said. */
    NORMAL(false, null),
    /** Calm, and angry from an onset on. */
    ESCALATING(true, null),
    /** Angry from the first word. */
    ANGRY(true, Emotion.ANGER),
    /** Upset in some way; how, and since when, may not be known. */
    UPSET(true, null);

    private final boolean upset;
    private final Emotion throughout;
    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    CallLabel(boolean upset, Emotion throughout) {
        this.upset = upset;
        this.throughout = throughout;
    }

    /** Whether the fuse should trip. */
    public boolean upset() {
        return upset;
    }

    /** What the caller sounds like in the whole call; empty where that changes or is not said. */
    Optional<Emotion> throughout() {
        return Optional.ofNullable(throughout);
    }

    /** As it stands in lists: {@code happy-loud}. */
    public String text() {
        return text;
    }

    /** The label of this text; empty for any other. */
    static Optional<CallLabel> of(String text) {
        return Arrays.stream(values()).filter(label -> label.text.equals(text)).findFirst();
    }

    /** All texts, in order. */
    static List<String> texts() {
        return Arrays.stream(values()).map(CallLabel::text).toList();
    }
}
