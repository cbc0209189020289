package io.callfuse.engine.evaluation;

import io.callfuse.engine.policy.Decision;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was decided, and when.
 *
 * @param deadlineMs media time by which every call has a decision
 * @param inTime calls that have one by then
 * @param reasons how many calls of each label were decided for each reason
 */
public record DecisionFigures(long deadlineMs, Rate inTime, Map<CallLabel, Map<Decision.Reason, Long>> reasons) {

    static DecisionFigures of(Sampling sampling, long deadlineMs) {
        Map<CallLabel, Map<Decision.Reason, Long>> reasons = new TreeMap<>();
        for (HeardCall call : sampling.calls()) {
            call.report().outcome().decision().ifPresent(decision -> reasons.computeIfAbsent(
                            call.label(), label -> new TreeMap<>())
                    .merge(decision.reason(), 1L, Long::sum));
        }
        Rate inTime = sampling.rate(call -> true, call -> call.report()
                .outcome()
                .decision()
                .filter(decision -> decision.atMs() <= deadlineMs)
                .isPresent());
        return new DecisionFigures(deadlineMs, inTime, reasons);
    }
}
