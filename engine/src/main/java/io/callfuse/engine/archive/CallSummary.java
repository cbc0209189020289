package io.callfuse.engine.archive;

import java.time.Instant;
import java.util.Objects;

/**
 * A call that is over.
 *
 * @param report what was heard, scored and decided
 * @param startedAt when it came under watch
 * @param endedBy what ended it, such as {@code completed}
 * @param counters what became of its frames
 * @param inputs what came in besides audio
 */
public record CallSummary(
        CallReport report, Instant startedAt, String endedBy, MediaCounters counters, InputJournal inputs) {
    /** Rejects null. */
    public CallSummary {
        Objects.requireNonNull(report, "report is null");
        Objects.requireNonNull(startedAt, "startedAt is null");
        Objects.requireNonNull(endedBy, "endedBy is null");
        Objects.requireNonNull(counters, "counters are null");
        Objects.requireNonNull(inputs, "inputs are null");
    }
}
