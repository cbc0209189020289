package io.callfuse.engine.cli.load;

import io.callfuse.engine.cli.page.Html;
import io.callfuse.engine.load.AsteriskCallFigures;
import io.callfuse.engine.load.AsteriskLoadResult;
import io.callfuse.engine.load.AsteriskStep;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The outcome of a load test through a real Asterisk as one page that needs no other file and no network. */
public final class AsteriskLoadPage {
    private AsteriskLoadPage() {}

    /** The page. */
    public static String of(AsteriskLoadResult result, Machine machine) {
        return Html.page("Callfuse under load", page -> {
            page.text("h1", "Callfuse and Asterisk under load");
            page.text("p", AsteriskLoadText.headline(result) + ".");
            page.text("p", machine.line() + ".");
            tiles(page, result);
            page.element("section class=\"charts\"", section -> {
                AsteriskLoadCharts charts = new AsteriskLoadCharts(result);
                section.chart("Trip to action", charts.decisionToAction(), List.of("a median", "b 99 of 100"));
                section.chart("Arrival to score", charts.arrivalToScore(), List.of("a median", "b 99 of 100"));
                section.chart("Jitter at the tap", charts.jitter(), List.of("a median", "b 99 of 100"));
                section.chart("Cores", charts.cores(), List.of("a engine", "b Asterisk", "c SIPp"));
            });
            page.element("section", section -> {
                section.text("h2", "Steps");
                section.table(
                        AsteriskLoadText.HEADS,
                        result.steps().stream()
                                .map(step ->
                                        AsteriskLoadText.row(step, result.plan().limitMs()))
                                .toList());
            });
            page.element("section", section -> {
                section.text("h2", "In all");
                section.element("ul", list -> AsteriskLoadText.conclusion(result.calls())
                        .forEach(line -> list.text("li", line)));
            });
        });
    }

    private static void tiles(Html page, AsteriskLoadResult result) {
        AsteriskCallFigures calls = result.calls();
        Optional<AsteriskStep> most = result.steps().stream()
                .filter(step -> step.holds(result.plan().limitMs()))
                .max(Comparator.comparingInt(AsteriskStep::calls));
        page.element("section class=\"tiles\"", tiles -> {
            tiles.tile(
                    "calls at once that held",
                    most.map(step -> String.valueOf(step.calls())).orElse("none"),
                    "");
            tiles.tile(
                    "decisions as offline",
                    String.valueOf(calls.right()),
                    calls.wrong() + " otherwise\n" + calls.borderline() + " depend on when the tap begins");
            tiles.tile("callers moved", String.valueOf(calls.moved()), calls.misplaced() + " not where they belong");
            if (calls.moved() > 0) {
                tiles.tile(
                        "trip to action, 99 of 100",
                        number("%.0f ms", calls.decisionToAction().p99Ms()),
                        number("median %.0f ms", calls.decisionToAction().p50Ms()));
            }
            most.ifPresent(step -> {
                tiles.tile("CPU of a call, engine", number("%.2f %%", step.enginePercent()), "of one core");
                tiles.tile("CPU of a call, Asterisk", number("%.2f %%", step.asteriskPercent()), "of one core");
            });
        });
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
