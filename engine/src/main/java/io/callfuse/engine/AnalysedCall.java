package io.callfuse.engine;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.policy.FuseChanged;
import java.util.List;
import java.util.Optional;

/**
 * A call that was heard to its end, with what a person needs to understand it.
 *
 * @param report what was heard, scored and decided
 * @param fuseChanges every transition of the fuse, in order
 * @param evidence what moved the score: at the first trip, or where there was none at the highest score
 * @param counters what became of its frames
 * @param warning what is wrong with the recording that it came from, one line that names the file; empty for none
 */
public record AnalysedCall(
        CallReport report,
        List<FuseChanged> fuseChanges,
        Evidence evidence,
        MediaCounters counters,
        Optional<String> warning) {

    /** Copies the transitions. */
    public AnalysedCall {
        fuseChanges = List.copyOf(fuseChanges);
    }

    /** The same call under another report, such as one with another name. */
    public AnalysedCall withReport(CallReport other) {
        return new AnalysedCall(other, fuseChanges, evidence, counters, warning);
    }

    /** The same call with what is wrong with the recording. */
    public AnalysedCall withWarning(Optional<String> what) {
        return new AnalysedCall(report, fuseChanges, evidence, counters, what);
    }
}
