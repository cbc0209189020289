package io.callfuse.engine.load;

import java.util.List;

/**
 * What came of a run through a real Asterisk.
 *
 * @param plan by which it went
 * @param recordings how many different ones were spoken
 * @param speechShare of the recordings, 0-1
 * @param steps in their order
 * @param calls what came of all calls
 */
public record AsteriskLoadResult(
        LoadPlan plan, int recordings, double speechShare, List<AsteriskStep> steps, AsteriskCallFigures calls) {
    /** Takes a copy. */
    public AsteriskLoadResult {
        steps = List.copyOf(steps);
    }

    /** Whether every step held and every call was right. */
    public boolean allWell() {
        return !steps.isEmpty() && steps.stream().allMatch(step -> step.holds(plan.limitMs())) && calls.allRight();
    }
}
