package io.callfuse.engine.evaluation;

import io.callfuse.engine.scoring.Emotion;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A recording and what is known of it.
 *
 * @param name as the list names it
 * @param recording where it lies
 * @param label what the call is
 * @param onsetMs media time from which the caller is upset; empty where nobody is, or it is not known
 * @param speaker who calls; empty where not said
 * @param spoken2sMs media time by which the caller has spoken for 2 s; empty where not said
 * @param where file and line of the list, to put before a message
 */
public record LabelledCall(
        String name,
        Path recording,
        CallLabel label,
        OptionalLong onsetMs,
        String speaker,
        OptionalLong spoken2sMs,
        String where) {
    /** How long after an onset what is heard is of both moods: features look back 5 s of speech, and callers pause. */
    static final long SETTLING_MS = 10_000;

    /** What the caller sounds like at this time; empty where the label does not say, and for 10 s after an onset. */
    public Optional<Emotion> emotionAt(long atMs) {
        if (label != CallLabel.ESCALATING) {
            return label.throughout();
        }
        if (atMs <= onsetMs.getAsLong()) {
            return Optional.of(Emotion.NEUTRAL);
        }
        return atMs > onsetMs.getAsLong() + SETTLING_MS ? Optional.of(Emotion.ANGER) : Optional.empty();
    }
}
