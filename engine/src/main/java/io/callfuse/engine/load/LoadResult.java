package io.callfuse.engine.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What came of a run.
 *
 * @param plan by which it went
 * @param recordings how many different ones were sent
 * @param speechShare of the recordings, 0-1
 * @param steps in their order
 * @param calls what came of all calls
 * @param knee the most calls that held, where that was looked for; empty otherwise
 * @param kneeSeen whether more calls were seen not to hold
 * @param samples one a second
 */
public record LoadResult(
        LoadPlan plan,
        int recordings,
        double speechShare,
        List<StepFigures> steps,
        CallFigures calls,
        OptionalInt knee,
        boolean kneeSeen,
        List<LoadSample> samples) {
    private static final double GROWTH_ALLOWED = 0.02;
    private static final int DESCRIPTORS_ALLOWED = 16;
    private static final int THREADS_ALLOWED = 2;

    /** Takes copies. */
    public LoadResult {
        steps = List.copyOf(steps);
        samples = List.copyOf(samples);
    }

    /** Whether all went as it must: where the knee was looked for, that it was found; otherwise that every step held and every call was right. */
    public boolean allWell() {
        if (plan.findKnee()) {
            return knee.orElse(0) > 0;
        }
        return !steps.isEmpty()
                && steps.stream().allMatch(step -> step.holds(plan.limitMs()))
                && calls.wrong() == 0
                && growth().isEmpty();
    }

    /** How much the memory of the process grew in the second half of a soak: a share, 0 for none. */
    public double residentGrowth() {
        double middle = steps.get(steps.size() / 2 - 1).use().residentMiB();
        return steps.get(steps.size() - 1).use().residentMiB() / middle - 1;
    }

    /** What grew in the second half of a soak, a line each; empty for nothing, and where it was none. */
    public List<String> growth() {
        if (plan.soakParts() < 2 || steps.size() < 2) {
            return List.of();
        }
        EngineUse middle = steps.get(steps.size() / 2 - 1).use();
        EngineUse end = steps.get(steps.size() - 1).use();
        List<String> grown = new ArrayList<>();
        if (residentGrowth() > GROWTH_ALLOWED) {
            grown.add(String.format(
                    Locale.ROOT,
                    "memory grew from %.0f to %.0f MiB in the second half",
                    middle.residentMiB(),
                    end.residentMiB()));
        }
        if (end.threads() > middle.threads() + THREADS_ALLOWED) {
            grown.add("threads grew from " + middle.threads() + " to " + end.threads() + " in the second half");
        }
        if (end.descriptors() > middle.descriptors() + DESCRIPTORS_ALLOWED) {
            grown.add("descriptors grew from " + middle.descriptors() + " to " + end.descriptors()
                    + " in the second half");
        }
        return grown;
    }
}
