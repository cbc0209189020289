package io.callfuse.engine.cli.load;

import io.callfuse.engine.cli.table.TextTable;
import io.callfuse.engine.load.AsteriskCallFigures;
import io.callfuse.engine.load.AsteriskLoadResult;
import io.callfuse.engine.load.AsteriskStep;
import io.callfuse.engine.load.LabelFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** The outcome of a load test through a real Asterisk for people. */
public final class AsteriskLoadText {
    /** The heads of the table of steps. */
    static final List<String> HEADS = List.of(
            "calls",
            "begun",
            "failed",
            "heard",
            "gaps",
            "dropped",
            "jitter p50 ms",
            "jitter p99 ms",
            "score p50 ms",
            "score p99 ms",
            "moved",
            "action p50 ms",
            "action p99 ms",
            "action max ms",
            "engine/call",
            "Asterisk/call",
            "engine cores",
            "Asterisk cores",
            "SIPp cores",
            "memory MiB",
            "longest pause ms",
            "");

    /** Those of them for which a terminal has no room. */
    private static final Set<String> ON_THE_PAGE_ONLY = Set.of(
            "begun",
            "jitter p50 ms",
            "score p50 ms",
            "action max ms",
            "engine cores",
            "Asterisk cores",
            "SIPp cores",
            "longest pause ms");

    private AsteriskLoadText() {}

    /** All of it, line by line. */
    public static List<String> lines(AsteriskLoadResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(result));
        lines.add("");
        TextTable table = new TextTable(narrow(HEADS.toArray(String[]::new)));
        result.steps().forEach(step -> table.row(narrow(row(step, result.plan().limitMs()))));
        lines.addAll(table.lines());
        lines.add("");
        lines.addAll(conclusion(result.calls()));
        return lines;
    }

    private static String[] narrow(String[] row) {
        return IntStream.range(0, row.length)
                .filter(column -> !ON_THE_PAGE_ONLY.contains(HEADS.get(column)))
                .mapToObj(column -> row[column])
                .toArray(String[]::new);
    }

    /** What was spoken, and how. */
    static String headline(AsteriskLoadResult result) {
        return number(
                "%d recordings, %.0f %% speech, by SIPp through a real Asterisk, tapped by ChanSpy; score: from the arrival of"
                        + " the frame that completes a second; action: from the trip to Asterisk's word that the caller waits"
                        + " where he was to go",
                result.recordings(), 100 * result.speechShare());
    }

    /** A step as a row of the table. */
    static String[] row(AsteriskStep step, double limitMs) {
        boolean any = step.moved() > 0;
        return new String[] {
            String.valueOf(step.calls()),
            String.valueOf(step.begun()),
            String.valueOf(step.failed()),
            String.valueOf(step.heardFrames()),
            String.valueOf(step.gapFrames()),
            String.valueOf(step.droppedFrames()),
            number("%.2f", step.jitter().p50Ms()),
            number("%.2f", step.jitter().p99Ms()),
            number("%.2f", step.arrivalToScore().p50Ms()),
            number("%.2f", step.arrivalToScore().p99Ms()),
            String.valueOf(step.moved()),
            any ? number("%.1f", step.decisionToAction().p50Ms()) : "-",
            any ? number("%.1f", step.decisionToAction().p99Ms()) : "-",
            any ? number("%.1f", step.decisionToAction().maxMs()) : "-",
            number("%.2f %%", step.enginePercent()),
            number("%.2f %%", step.asteriskPercent()),
            number("%.2f", step.engine().cores()),
            number("%.2f", step.asteriskCores()),
            number("%.2f", step.sippCores()),
            number("%.0f", step.engine().residentMiB()),
            number("%.1f", step.engine().longestPauseMs()),
            step.holds(limitMs) ? "ok" : "does not hold"
        };
    }

    /** What is to be learned from it, a line each. */
    static List<String> conclusion(AsteriskCallFigures calls) {
        List<String> lines = new ArrayList<>();
        lines.add(number(
                "%d calls, %d of them watched and reported; %d failed on the way",
                calls.calls(), calls.judged(), calls.failed()));
        lines.add(number(
                "decisions: %d as offline, %d otherwise; of %d it depends on the tenth of a second at which the tap begins whether"
                        + " the fuse trips",
                calls.right(), calls.wrong(), calls.borderline()));
        lines.add(number(
                "%d tripped, %d callers moved, %d not where they belong; trip and offline trip are %d ms apart in the median, %d ms at"
                        + " most",
                calls.tripped(),
                calls.moved(),
                calls.misplaced(),
                calls.trippedApartMs()[0],
                calls.trippedApartMs()[1]));
        if (calls.moved() > 0) {
            lines.add(number(
                    "from the trip to Asterisk's word: %.1f ms in the median, %.1f ms at the 99th percentile, %.1f ms at most",
                    calls.decisionToAction().p50Ms(),
                    calls.decisionToAction().p99Ms(),
                    calls.decisionToAction().maxMs()));
        }
        for (LabelFigures label : calls.labels()) {
            lines.add(number("  %s: %d calls, %d tripped", label.label(), label.calls(), label.tripped()));
        }
        lines.add(number("a tap begins %.0f ms after the caller, in the median", calls.tapBeginsMs()));
        lines.addAll(calls.faults());
        return lines;
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
