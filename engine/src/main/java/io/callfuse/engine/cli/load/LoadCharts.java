package io.callfuse.engine.cli.load;

import io.callfuse.engine.cli.page.SvgPlot;
import io.callfuse.engine.load.LoadResult;
import io.callfuse.engine.load.LoadSample;
import io.callfuse.engine.load.StepFigures;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The drawings of the page. */
final class LoadCharts {
    private static final int HEIGHT = 260;
    private static final int TICKS = 5;

    private final LoadResult result;

    /** By their calls, for a search goes forth and back. */
    private final List<StepFigures> steps;

    LoadCharts(LoadResult result) {
        this.result = result;
        steps = result.steps().stream()
                .sorted(Comparator.comparingInt(StepFigures::calls))
                .toList();
    }

    /** Frame to score over the calls at once; over time where these are the same in all steps. */
    String latency() {
        double[] xs = steps(StepFigures::calls);
        boolean overCalls = xs.length < 2 || xs[0] != xs[xs.length - 1];
        if (!overCalls) {
            for (int i = 0; i < xs.length; i++) {
                xs[i] = i + 1;
            }
        }
        double[] p99 = steps(step -> step.frameToScore().p99Ms());
        double[] p999 = steps(step -> step.frameToScore().p999Ms());
        SvgPlot plot = new SvgPlot(
                "frame to score",
                axis(overCalls ? "calls at once" : "part", most(xs)),
                axis("frame to score, ms", Math.max(most(p999), result.plan().limitMs() / 100)),
                HEIGHT);
        plot.curve("a", xs, steps(step -> step.frameToScore().p50Ms()));
        plot.curve("b", xs, p99);
        plot.curve("c", xs, p999);
        for (int i = 0; i < xs.length; i++) {
            StepFigures step = steps.get(i);
            plot.point(
                    step.holds(result.plan().limitMs()) ? "ok" : "wrong",
                    xs[i],
                    p99[i],
                    3.5,
                    step.calls() + " calls, p99 " + Math.round(100 * p99[i]) / 100.0 + " ms");
        }
        return plot.markup();
    }

    /** Cores that the engine used, over time. */
    String cores() {
        return overTime("cores in use", LoadSample::cores);
    }

    /** Memory of the engine, over time. */
    String memory() {
        return overTime("memory of the process, MiB", LoadSample::residentMiB);
    }

    /** Calls at once, over time. */
    String calls() {
        return overTime("calls at once", LoadSample::calls);
    }

    private String overTime(String what, ToDoubleFunction<LoadSample> figure) {
        double[] xs = samples(LoadSample::atSeconds);
        double[] ys = samples(figure);
        return new SvgPlot(what, axis("seconds", most(xs)), axis(what, most(ys)), HEIGHT)
                .curve("a", xs, ys)
                .markup();
    }

    private double[] steps(ToDoubleFunction<StepFigures> figure) {
        return steps.stream().mapToDouble(figure).toArray();
    }

    private double[] samples(ToDoubleFunction<LoadSample> figure) {
        List<LoadSample> samples = result.samples();
        return samples.stream().mapToDouble(figure).toArray();
    }

    static double most(double[] values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, value);
        }
        return most;
    }

    /** From 0 to the first round number that is no less, in at most five ticks. */
    static SvgPlot.Axis axis(String title, double most) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-3) / TICKS)));
        double[] rounds = {1, 2, 2.5, 5, 10};
        for (double round : rounds) {
            if (round * step * TICKS >= most) {
                step *= round;
                break;
            }
        }
        return new SvgPlot.Axis(title, 0, step * Math.max(1, Math.ceil(most / step - 1e-9)), step);
    }
}
