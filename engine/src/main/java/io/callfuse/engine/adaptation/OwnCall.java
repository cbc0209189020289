package io.callfuse.engine.adaptation;

import io.callfuse.engine.evaluation.LabelledCall;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.scoring.Emotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A labelled call and what the ear made of it.
 *
 * @param labelled what is known of it
 * @param track the reading after each whole second; seconds without new caller speech share the one before
 */
public record OwnCall(LabelledCall labelled, List<FeatureVector> track) {
    /** With less caller speech a reading says too little to learn from, ms. */
    private static final long LEAST_SPEECH_MS = 1000;

    /** Copies the list. */
    public OwnCall {
        track = List.copyOf(track);
    }

    /** Who calls; a call that does not say is a caller of its own. */
    public String caller() {
        return labelled.speaker().isEmpty() ? "call " + labelled.recording() : "speaker " + labelled.speaker();
    }

    boolean upset() {
        return labelled.label().upset();
    }

    /** What the caller sounds like after this second, by the label; empty where that does not say. */
    Optional<Emotion> emotionAt(int second) {
        return labelled.emotionAt(1000L * (second + 1));
    }

    /** Seconds with new caller speech of which the label says what the caller sounds like. */
    List<Integer> labelledReadings() {
        List<Integer> seconds = new ArrayList<>();
        for (int s = 0; s < track.size(); s++) {
            boolean isNew = s == 0 || track.get(s) != track.get(s - 1);
            if (isNew
                    && track.get(s).speechMs() >= LEAST_SPEECH_MS
                    && emotionAt(s).isPresent()) {
                seconds.add(s);
            }
        }
        return seconds;
    }
}
