package io.callfuse.engine;

import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.metrics.EngineMetrics;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicyEvent;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens in calls, as it happens. Thread-safe. */
final class CallTally {
    private static final String DRY_RUN = "dry-run";
    private static final String DIALPLAN = "dialplan";

    private final LongAdder started = new LongAdder();
    private final EngineMetrics.Family ended;
    private final EngineMetrics.Family trips;
    private final EngineMetrics.Family decisions;
    private final EngineMetrics.Family switches;
    private final EngineMetrics.Family frames;
    private final EngineMetrics.Latencies scoreLatency;
    private final EngineMetrics.Latencies actionLatency;

    CallTally(EngineMetrics metrics) {
        metrics.counter("calls.started", "Calls that came under watch.", started::sum);
        ended = metrics.family(
                "calls.ended",
                "Calls that are over, by why the engine stopped listening.",
                "by",
                Arrays.stream(EndedBy.values()).map(EndedBy::label).toList());
        trips = metrics.family("trips", "Fuses that tripped, by what tripped them.", "by", List.of("score", "rule"));
        decisions = metrics.family(
                "decisions",
                "Decisions of the first minute, by reason.",
                "reason",
                Arrays.stream(Decision.Reason.values())
                        .map(Decision.Reason::label)
                        .toList());
        switches = metrics.family(
                "switches",
                "Orders to move a caller, by what became of them.",
                "outcome",
                List.of("moved", "fallback", "left-in-place", "unconfirmed", DRY_RUN, DIALPLAN));
        frames = metrics.family(
                "frames",
                "Media frames of 20 ms of callers, by what they were.",
                "kind",
                List.of("audio", "gap", "dropped"));
        scoreLatency = metrics.latencies(
                "score.latency", "From a second's last frame to its published score.", "of", List.of("score"));
        actionLatency = metrics.latencies(
                "action",
                "From an order to Asterisk to its outcome.",
                "action",
                List.of("tap", "agent-tap", "peer-look", "packets-look", "queues-look", "move", "whisper"));
    }

    void started() {
        started.increment();
    }

    void ended(String by) {
        ended.count(by);
    }

    void happened(PolicyEvent event) {
        if (event instanceof Decision decision) {
            decisions.count(decision.reason().label());
        } else if (event instanceof FuseChanged change) {
            if (change.to() instanceof FuseState.Tripped tripped) {
                trips.count(tripped.rule().isPresent() ? "rule" : "score");
            } else if (change.why().equals(CallDecisions.DRY_RUN)) {
                switches.count(DRY_RUN);
            } else if (change.why().equals(CallDecisions.LEFT_TO_DIALPLAN)) {
                switches.count(DIALPLAN);
            }
        }
    }

    void switched(SwitchOutcome outcome) {
        if (outcome instanceof SwitchOutcome.Moved) {
            switches.count("moved");
        } else if (outcome instanceof SwitchOutcome.MovedToFallback) {
            switches.count("fallback");
        } else if (outcome instanceof SwitchOutcome.Unconfirmed) {
            switches.count("unconfirmed");
        } else {
            switches.count("left-in-place");
        }
    }

    /** Counts the frames that came in between. */
    void heard(MediaCounters before, MediaCounters now) {
        frames.add("audio", now.audioFrames() - before.audioFrames());
        frames.add("gap", now.gapFrames() - before.gapFrames());
        frames.add("dropped", now.droppedFrames() - before.droppedFrames());
    }

    void scoredAfter(long ns) {
        scoreLatency.took("score", ns);
    }

    void actedAfter(String action, long ns) {
        actionLatency.took(action, ns);
    }
}
