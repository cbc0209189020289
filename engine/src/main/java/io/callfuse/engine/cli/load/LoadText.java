package io.callfuse.engine.cli.load;

import io.callfuse.engine.cli.table.TextTable;
import io.callfuse.engine.load.CallFigures;
import io.callfuse.engine.load.LabelFigures;
import io.callfuse.engine.load.LoadPlan;
import io.callfuse.engine.load.LoadResult;
import io.callfuse.engine.load.StepFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The outcome of a load test for people. */
public final class LoadText {
    private LoadText() {}

    /** All of it, line by line. */
    public static List<String> lines(LoadResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(result));
        lines.add("");
        TextTable table = new TextTable(
                "calls",
                "sent",
                "late",
                "dropped",
                "gaps",
                "scores",
                "missing",
                "different",
                "p50 ms",
                "p99 ms",
                "max ms",
                "CPU/call",
                "cores",
                "memory MiB",
                "pauses",
                "longest ms",
                "");
        for (StepFigures step : result.steps()) {
            table.row(
                    String.valueOf(step.calls()),
                    String.valueOf(step.framesSent()),
                    String.valueOf(step.framesLate()),
                    String.valueOf(step.droppedFrames()),
                    String.valueOf(step.gapFrames()),
                    String.valueOf(step.scores()),
                    String.valueOf(step.missingScores()),
                    String.valueOf(step.differentScores()),
                    number("%.2f", step.frameToScore().p50Ms()),
                    number("%.2f", step.frameToScore().p99Ms()),
                    number("%.1f", step.frameToScore().maxMs()),
                    number("%.3f %%", step.cpuPerCallPercent()),
                    number("%.2f", step.use().cores()),
                    number("%.0f", step.use().residentMiB()),
                    String.valueOf(step.use().collections()),
                    number("%.1f", step.use().longestPauseMs()),
                    step.holds(result.plan().limitMs()) ? "ok" : "does not hold");
        }
        lines.addAll(table.lines());
        lines.add("");
        lines.addAll(conclusion(result));
        return lines;
    }

    /** What was sent, and how. */
    static String headline(LoadResult result) {
        LoadPlan plan = result.plan();
        return number(
                "%d recordings, %.0f %% speech, by %s at %s times the speed of a call; frame to score is from when the frame was"
                        + " to be sent",
                result.recordings(), 100 * result.speechShare(), plan.wire().label(), number("%.3g", plan.speed()));
    }

    /** What is to be learned from it, a line each. */
    static List<String> conclusion(LoadResult result) {
        List<String> lines = new ArrayList<>();
        CallFigures calls = result.calls();
        lines.add(number(
                "%d calls, %d frames sent, %d analysed; %d tripped; of %d not all was as offline",
                calls.calls(), calls.framesSent(), calls.framesAnalysed(), calls.tripped(), calls.wrong()));
        for (LabelFigures label : calls.labels()) {
            lines.add(number("  %s: %d calls to their end, %d tripped", label.label(), label.calls(), label.tripped()));
        }
        worstLateness(result).ifPresent(lines::add);
        if (result.plan().soakParts() > 1) {
            lines.add(number("memory in the second half: %+.1f %%", 100 * result.residentGrowth()));
            lines.addAll(result.growth());
        }
        if (result.plan().findKnee()) {
            lines.add(knee(result));
        }
        lines.addAll(calls.faults());
        return lines;
    }

    private static java.util.Optional<String> worstLateness(LoadResult result) {
        return result.steps().stream()
                .max(java.util.Comparator.comparingDouble(
                        step -> step.lateness().p99Ms()))
                .map(step -> number(
                        "the sender itself was late by %.2f ms at the 99th percentile, %.1f ms at most (at %d calls)",
                        step.lateness().p99Ms(), step.lateness().maxMs(), step.calls()));
    }

    private static String knee(LoadResult result) {
        int holds = result.knee().orElse(0);
        String limit = number(
                "with 99 of 100 scores within %.0f ms and nothing lost",
                result.plan().limitMs());
        if (holds == 0) {
            return "no step held " + limit;
        }
        return result.kneeSeen()
                ? "knee: " + holds + " calls hold " + limit
                : "at least " + holds + " calls hold " + limit + "; more were not tried (engine.maxCalls)";
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
