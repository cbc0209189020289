package io.callfuse.engine.tuning;

import io.callfuse.engine.archive.InputJournal;
import io.callfuse.engine.archive.JournaledWords;
import io.callfuse.engine.archive.store.TrackedCall;
import io.callfuse.engine.policy.rules.TextFact;
import io.callfuse.engine.privacy.NumberRedaction;
import java.util.List;
import java.util.Objects;

/**
 * A call as its policy met it.
 *
 * @param track what the policy was told each second
 * @param inputs what came between the seconds, in its order
 * @param inputsLost how many inputs the journal had no room for
 */
public record PastCall(PolicyTrack track, List<InputJournal.Input> inputs, long inputsLost) {
    /** Rejects null and takes a copy. */
    public PastCall {
        Objects.requireNonNull(track, "track is null");
        inputs = List.copyOf(inputs);
    }

    /**
     * Reads one that was kept.
     *
     * @throws TrackException if its track cannot be read
     * @throws java.util.NoSuchElementException if it has none
     */
    public static PastCall of(TrackedCall call) throws TrackException {
        return new PastCall(TrackBytes.unpack(call.track().orElseThrow()), call.inputs(), call.inputsLost());
    }

    /** Whether all is there by which it was decided. */
    public boolean isWhole() {
        return inputsLost == 0 && !track.isCut() && track.end() != null;
    }

    /** Whether numbers were taken out of what was said; some of their digits may have been heard before they were known for such. */
    public boolean hasNumbersTakenOut() {
        return inputs.stream()
                .filter(input -> input.kind().equals(JournaledWords.CALLER)
                        || input.kind().equals(JournaledWords.AGENT))
                .anyMatch(input -> input.details().getOrDefault("words", "").contains(NumberRedaction.MASK));
    }

    /** The first queue that was named; empty where none was. */
    public String queue() {
        for (int second = 0; second < track.seconds(); second++) {
            String queue = track.text(second, TextFact.QUEUE.ordinal());
            if (!queue.isEmpty()) {
                return queue;
            }
        }
        return "";
    }
}
