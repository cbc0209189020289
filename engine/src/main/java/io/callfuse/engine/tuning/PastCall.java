package io.callfuse.engine.tuning;

import io.callfuse.engine.archive.InputJournal;
import java.util.List;
import java.util.Objects;

/**
 * A call as its policy met it.
 *
 * @param id the call's
 * @param track what the policy was told each second
 * @param inputs what came between the seconds, in its order
 * @param inputsLost how many inputs the journal had no room for
 */
public record PastCall(String id, PolicyTrack track, List<InputJournal.Input> inputs, long inputsLost) {
    /** Rejects null and takes a copy. */
    public PastCall {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(track, "track is null");
        inputs = List.copyOf(inputs);
    }

    /** Whether all is there by which it was decided. */
    public boolean isWhole() {
        return inputsLost == 0 && !track.isCut() && track.end() != null;
    }
}
