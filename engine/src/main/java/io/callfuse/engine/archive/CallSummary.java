package io.callfuse.engine.archive;

import io.callfuse.engine.agent.AgentsHeard;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A call that is over.
 *
 * @param report what was heard, scored and decided
 * @param startedAt when it came under watch
 * @param endedBy what ended it, such as {@code completed}
 * @param counters what became of its frames
 * @param inlets by which ways its audio came, such as {@code rtp}, in the order of the first stream of each
 * @param inputs what came in besides audio
 * @param agents which agents were heard; empty where none was, as by default
 */
public record CallSummary(
        CallReport report,
        Instant startedAt,
        String endedBy,
        MediaCounters counters,
        List<String> inlets,
        InputJournal inputs,
        Optional<AgentsHeard> agents) {
    /** Rejects null and takes copies. */
    public CallSummary {
        Objects.requireNonNull(report, "report is null");
        Objects.requireNonNull(startedAt, "startedAt is null");
        Objects.requireNonNull(endedBy, "endedBy is null");
        Objects.requireNonNull(counters, "counters are null");
        inlets = List.copyOf(inlets);
        Objects.requireNonNull(inputs, "inputs are null");
        Objects.requireNonNull(agents, "agents are null");
    }

    /** A call without agents. */
    public CallSummary(
            CallReport report,
            Instant startedAt,
            String endedBy,
            MediaCounters counters,
            List<String> inlets,
            InputJournal inputs) {
        this(report, startedAt, endedBy, counters, inlets, inputs, Optional.empty());
    }
}
