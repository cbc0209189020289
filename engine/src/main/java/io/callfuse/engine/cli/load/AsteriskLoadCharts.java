package io.callfuse.engine.cli.load;

import io.callfuse.engine.cli.page.SvgPlot;
import io.callfuse.engine.load.AsteriskLoadResult;
import io.callfuse.engine.load.AsteriskStep;
import io.callfuse.engine.load.Percentiles;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The drawings of the page: everything over the calls at once. */
final class AsteriskLoadCharts {
    private static final int HEIGHT = 260;

    private final List<AsteriskStep> steps;

    AsteriskLoadCharts(AsteriskLoadResult result) {
        steps = result.steps();
    }

    String decisionToAction() {
        return percentiles("trip to action, ms", AsteriskStep::decisionToAction);
    }

    String arrivalToScore() {
        return percentiles("arrival to score, ms", AsteriskStep::arrivalToScore);
    }

    String jitter() {
        return percentiles("jitter, ms", AsteriskStep::jitter);
    }

    String cores() {
        return plot(
                "cores in use",
                List.of(step -> step.engine().cores(), AsteriskStep::asteriskCores, AsteriskStep::sippCores));
    }

    private String percentiles(String what, Function<AsteriskStep, Percentiles> took) {
        return plot(what, List.of(step -> took.apply(step).p50Ms(), step -> took.apply(step)
                .p99Ms()));
    }

    private String plot(String what, List<ToDoubleFunction<AsteriskStep>> figures) {
        double[] xs = values(AsteriskStep::calls);
        double most = figures.stream()
                .mapToDouble(figure -> LoadCharts.most(values(figure)))
                .max()
                .orElse(0);
        SvgPlot plot = new SvgPlot(
                what, LoadCharts.axis("calls at once", LoadCharts.most(xs)), LoadCharts.axis(what, most), HEIGHT);
        for (int i = 0; i < figures.size(); i++) {
            double[] ys = values(figures.get(i));
            String name = String.valueOf((char) ('a' + i));
            plot.curve(name, xs, ys);
            for (int at = 0; at < xs.length; at++) {
                plot.point(
                        "ok", xs[at], ys[at], 3.5, Math.round(xs[at]) + " calls: " + Math.round(100 * ys[at]) / 100.0);
            }
        }
        return plot.markup();
    }

    private double[] values(ToDoubleFunction<AsteriskStep> figure) {
        return steps.stream().mapToDouble(figure).toArray();
    }
}
