package io.callfuse.engine.cli.tuning;

import io.callfuse.engine.cli.page.Html;
import io.callfuse.engine.cli.page.SvgPlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What another threshold would have done: one page that needs no other file and no network. Stateless. */
public final class SweepPage {
    private static final int HEIGHT = 300;
    private static final int ROWS_EVERY = 5;
    private static final SvgPlot.Axis IN_A_HUNDRED = new SvgPlot.Axis("in a hundred calls", 0, 100, 20);
    private static final SvgPlot.Axis THRESHOLDS = new SvgPlot.Axis("enterThreshold", 0, 100, 10);

    private SweepPage() {}

    /**
     * The page.
     *
     * @param text what {@code tune} tells of the policy itself
     */
    public static String of(SweepCurves curves, List<String> text) {
        return Html.page("Callfuse: what another threshold would have done", page -> {
            page.text("h1", "What another threshold would have done");
            page.element("section class=\"charts\"", charts -> {
                charts.chart("Calls that trip, by threshold", trips(curves), legend(curves));
                charts.chart("Time to the trip, median, by threshold", delays(curves), List.of("a all calls"));
                if (curves.hasLabels()) {
                    charts.chart("ROC", roc(curves), List.of("a each threshold a point"));
                }
            });
            page.table(heads(curves), rows(curves));
            page.text("h2", "The policy itself");
            page.text("pre", String.join("\n", text));
        });
    }

    private static List<String> legend(SweepCurves curves) {
        List<String> legend = new ArrayList<>(List.of("a all calls"));
        if (curves.hasLabels()) {
            legend.add("b labelled upset");
            legend.add("d labelled calm");
        }
        return legend;
    }

    private static String trips(SweepCurves curves) {
        SvgPlot plot = new SvgPlot("calls that trip over the threshold", THRESHOLDS, IN_A_HUNDRED, HEIGHT);
        plot.upright("mark", curves.configured(), "configured");
        plot.curve("a", curves.thresholds(), curves.tripped());
        if (curves.hasLabels()) {
            plot.curve("b", curves.thresholds(), curves.upsetTripped());
            plot.curve("d", curves.thresholds(), curves.calmTripped());
        }
        return plot.markup();
    }

    private static String delays(SweepCurves curves) {
        int[] known = IntStream.range(0, curves.thresholds().length)
                .filter(i -> !Double.isNaN(curves.medianSeconds()[i]))
                .toArray();
        double longest = Arrays.stream(known)
                .mapToDouble(i -> curves.medianSeconds()[i])
                .max()
                .orElse(0);
        double end = Math.max(60, Math.ceil(longest / 20) * 20);
        SvgPlot plot = new SvgPlot(
                "median time to the trip over the threshold",
                THRESHOLDS,
                new SvgPlot.Axis("s", 0, end, end / 6),
                HEIGHT);
        plot.upright("mark", curves.configured(), "configured");
        plot.curve(
                "a",
                Arrays.stream(known).mapToDouble(i -> curves.thresholds()[i]).toArray(),
                Arrays.stream(known).mapToDouble(i -> curves.medianSeconds()[i]).toArray());
        return plot.markup();
    }

    private static String roc(SweepCurves curves) {
        SvgPlot plot = new SvgPlot(
                "upset callers who trip over calm callers who trip",
                new SvgPlot.Axis("calm callers who trip, in a hundred", 0, 100, 20),
                new SvgPlot.Axis("upset callers who trip, in a hundred", 0, 100, 20),
                HEIGHT);
        plot.straight("grid", 0, 0, 100, 100);
        plot.curve("a", curves.calmTripped(), curves.upsetTripped());
        for (int i = 0; i < curves.thresholds().length; i++) {
            String tip = String.format(
                    Locale.ROOT,
                    "enterThreshold %.0f: %.1f of upset, %.1f of calm",
                    curves.thresholds()[i],
                    curves.upsetTripped()[i],
                    curves.calmTripped()[i]);
            plot.point("a", curves.calmTripped()[i], curves.upsetTripped()[i], 2.5, tip);
        }
        return plot.markup();
    }

    private static List<String> heads(SweepCurves curves) {
        List<String> heads = new ArrayList<>(List.of("enterThreshold", "calls that trip, %", "median, s"));
        if (curves.hasLabels()) {
            heads.add("upset that trip, %");
            heads.add("calm that trip, %");
        }
        return heads;
    }

    private static List<String[]> rows(SweepCurves curves) {
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < curves.thresholds().length; i += ROWS_EVERY) {
            List<String> row = new ArrayList<>();
            row.add(number("%.0f", curves.thresholds()[i]));
            row.add(number("%.1f", curves.tripped()[i]));
            row.add(number("%.1f", curves.medianSeconds()[i]));
            if (curves.hasLabels()) {
                row.add(number("%.1f", curves.upsetTripped()[i]));
                row.add(number("%.1f", curves.calmTripped()[i]));
            }
            rows.add(row.toArray(String[]::new));
        }
        return rows;
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
