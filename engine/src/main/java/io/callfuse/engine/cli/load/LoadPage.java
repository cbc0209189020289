package io.callfuse.engine.cli.load;

import io.callfuse.engine.cli.page.Html;
import io.callfuse.engine.load.LoadResult;
import io.callfuse.engine.load.StepFigures;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The outcome of a load test as one page that needs no other file and no network. */
public final class LoadPage {
    private final LoadResult result;
    private final Machine machine;
    private final Html page;

    private LoadPage(LoadResult result, Machine machine, Html page) {
        this.result = result;
        this.machine = machine;
        this.page = page;
    }

    /** The page. */
    public static String of(LoadResult result, Machine machine) {
        return Html.page("Callfuse under load", main -> new LoadPage(result, machine, main).body());
    }

    private void body() {
        page.text("h1", "Callfuse under load");
        page.text("p", LoadText.headline(result) + ".");
        page.text("p", machine.line() + ".");
        tiles();
        charts();
        table();
        page.element("section", section -> {
            section.text("h2", "In all");
            section.element("ul", list -> LoadText.conclusion(result).forEach(line -> list.text("li", line.strip())));
        });
    }

    private void tiles() {
        Optional<StepFigures> most = result.steps().stream()
                .filter(step -> step.holds(result.plan().limitMs()))
                .max(Comparator.comparingInt(StepFigures::calls));
        page.element("section class=\"tiles\"", tiles -> {
            tiles.tile(
                    "calls at once that held",
                    most.map(step -> String.valueOf(step.calls())).orElse("none"),
                    result.plan().findKnee() ? (result.kneeSeen() ? "more do not" : "more were not tried") : "");
            most.ifPresent(step -> {
                tiles.tile(
                        "frame to score, 99 of 100",
                        number("%.2f ms", step.frameToScore().p99Ms()),
                        number(
                                "median %.2f ms\nlongest %.1f ms",
                                step.frameToScore().p50Ms(), step.frameToScore().maxMs()));
                tiles.tile("CPU of a call", number("%.3f %%", step.cpuPerCallPercent()), "of one core");
                tiles.tile("memory", number("%.0f MiB", step.use().residentMiB()), "of the process");
                tiles.tile(
                        "longest pause of the collector",
                        number("%.1f ms", step.use().longestPauseMs()),
                        step.use().collections() + " pauses");
            });
            long different = result.steps().stream()
                    .mapToLong(step -> step.differentScores() + step.missingScores())
                    .sum();
            tiles.tile(
                    "scores that differ or miss",
                    String.valueOf(different),
                    "against the offline analysis, to the bit");
        });
    }

    private void charts() {
        LoadCharts charts = new LoadCharts(result);
        page.element("section class=\"charts\"", section -> {
            section.chart("Frame to score", charts.latency(), List.of("a median", "b 99 of 100", "c 999 of 1000"));
            section.chart("Cores", charts.cores(), List.of());
            section.chart("Memory", charts.memory(), List.of());
            section.chart("Calls", charts.calls(), List.of());
        });
    }

    private void table() {
        List<String> heads = List.of(
                "calls",
                "frames sent",
                "sent late",
                "dropped",
                "gaps",
                "scores",
                "missing",
                "different",
                "p50 ms",
                "p99 ms",
                "p99.9 ms",
                "max ms",
                "CPU/call %",
                "cores",
                "memory MiB",
                "threads",
                "descriptors",
                "pauses",
                "longest ms");
        List<String[]> rows = result.steps().stream().map(LoadPage::row).toList();
        page.element("section", section -> {
            section.text("h2", "Steps");
            section.table(heads, rows);
        });
    }

    private static String[] row(StepFigures step) {
        return new String[] {
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
            number("%.2f", step.frameToScore().p999Ms()),
            number("%.1f", step.frameToScore().maxMs()),
            number("%.3f", step.cpuPerCallPercent()),
            number("%.2f", step.use().cores()),
            number("%.0f", step.use().residentMiB()),
            String.valueOf(step.use().threads()),
            String.valueOf(step.use().descriptors()),
            String.valueOf(step.use().collections()),
            number("%.1f", step.use().longestPauseMs())
        };
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
