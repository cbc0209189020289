package io.callfuse.engine.cli.evaluation;

import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.cli.page.SvgPlot;
import io.callfuse.engine.evaluation.Evaluation;
import io.callfuse.engine.evaluation.HeardCall;
import io.callfuse.engine.evaluation.KindFigures;
import io.callfuse.engine.evaluation.ThresholdFigures;
import io.callfuse.models.evaluation.CalibrationError;
import io.callfuse.models.evaluation.Proportion;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The drawings of the page. */
final class EvaluationCharts {
    private static final int HEIGHT = 300;
    private static final int ROW_HEIGHT = 54;
    /** Points of a row lie beside each other in so many places, this far apart in rows, so that fewer hide behind others. */
    private static final int ABREAST = 4;

    private static final double SPREAD = -0.1;
    private static final int MARGINS = 54;
    private static final int SMALL_HEIGHT = 150;
    private static final double LONGEST_DELAY_SECONDS = 90;

    private EvaluationCharts() {}

    /** False trips and misses over the threshold. */
    static String whatIf(Evaluation evaluation) {
        SvgPlot plot = new SvgPlot(
                "false trips and misses in a hundred calls over the threshold",
                new SvgPlot.Axis("enterThreshold", 50, 95, 5),
                new SvgPlot.Axis("in a hundred calls", 0, 100, 20),
                HEIGHT);
        double configured = evaluation.fuse().enterThreshold();
        if (configured >= 50 && configured <= 95) {
            plot.upright("mark", configured, "configured");
        }
        List<ThresholdFigures> rows = evaluation.whatIf();
        double[] thresholds =
                rows.stream().mapToDouble(ThresholdFigures::enterThreshold).toArray();
        curve(plot, "a", thresholds, rows, ThresholdFigures::misses);
        curve(plot, "b", thresholds, rows, ThresholdFigures::falseTrips);
        curve(plot, "c", thresholds, rows, ThresholdFigures::falseTripsHappyLoud);
        curve(plot, "d", thresholds, rows, ThresholdFigures::falseTripsCalm);
        return plot.markup();
    }

    private static void curve(
            SvgPlot plot,
            String style,
            double[] thresholds,
            List<ThresholdFigures> rows,
            Function<ThresholdFigures, Proportion> figure) {
        plot.curve(
                style, thresholds, values(rows, row -> 100 * figure.apply(row).share()));
    }

    private static double[] values(List<ThresholdFigures> rows, ToDoubleFunction<ThresholdFigures> value) {
        return rows.stream().mapToDouble(value).toArray();
    }

    /** The highest score of each call, a row for each label. */
    static String scores(Evaluation evaluation) {
        List<KindFigures> kinds = evaluation.trips().kinds();
        SvgPlot plot = new SvgPlot(
                "highest score of each call by label",
                new SvgPlot.Axis("highest score of a call", 0, 100, 25),
                new SvgPlot.Axis("", 0, kinds.size(), 0),
                MARGINS + ROW_HEIGHT * kinds.size());
        for (int k = 0; k < kinds.size(); k++) {
            double row = kinds.size() - 1 - k + 0.5;
            plot.rowName(row, kinds.get(k).label().text());
            int placed = 0;
            for (HeardCall call : evaluation.calls()) {
                if (call.label() == kinds.get(k).label()) {
                    plot.point(
                            call.outcome().right() ? "ok" : "wrong",
                            call.maxScore(),
                            row + SPREAD * (placed++ % ABREAST),
                            3.5,
                            Figures.text(
                                    "%s %.1f %s",
                                    call.labelled().name(),
                                    call.maxScore(),
                                    call.outcome().text()));
                }
            }
        }
        plot.upright("mark", evaluation.fuse().enterThreshold(), "");
        return plot.markup();
    }

    /** Share of upset calls that have tripped by some time after the onset. */
    static String delays(Evaluation evaluation) {
        double[] delays = evaluation.calls().stream()
                .filter(call -> call.delayMs().isPresent())
                .mapToDouble(call -> call.delayMs().getAsLong() / 1000.0)
                .sorted()
                .toArray();
        long upset = evaluation.calls().stream()
                .filter(call ->
                        call.label().upset() && call.labelled().onsetMs().isPresent())
                .count();
        double[] xs = new double[2 * delays.length + 2];
        double[] ys = new double[xs.length];
        for (int i = 0; i < delays.length; i++) {
            xs[2 * i + 1] = delays[i];
            ys[2 * i + 1] = 100.0 * i / upset;
            xs[2 * i + 2] = delays[i];
            ys[2 * i + 2] = 100.0 * (i + 1) / upset;
        }
        xs[xs.length - 1] = LONGEST_DELAY_SECONDS;
        ys[ys.length - 1] = upset == 0 ? 0 : 100.0 * delays.length / upset;
        return new SvgPlot(
                        "share of upset calls that have tripped by some time after the onset",
                        new SvgPlot.Axis("seconds after the onset", 0, LONGEST_DELAY_SECONDS, 15),
                        new SvgPlot.Axis("tripped, in a hundred", 0, 100, 20),
                        HEIGHT)
                .curve("a", xs, ys)
                .markup();
    }

    /** How often the engine was right over how sure it was. */
    static String reliability(Evaluation evaluation) {
        SvgPlot plot = new SvgPlot(
                "share of seconds with the right emotion over the confidence",
                new SvgPlot.Axis("confidence", 0, 1, 0.2),
                new SvgPlot.Axis("right, share", 0, 1, 0.2),
                HEIGHT);
        List<CalibrationError.Bin> bins = evaluation.calibration().seconds().bins();
        long all = bins.stream().mapToLong(CalibrationError.Bin::cases).sum();
        for (int b = 0; b < bins.size(); b++) {
            CalibrationError.Bin bin = bins.get(b);
            String tip = Figures.text("%d seconds", bin.cases());
            plot.bar("share", b / 10.0, (b + 1) / 10.0, all == 0 ? 0 : (double) bin.cases() / all, tip);
        }
        plot.straight("mark", 0, 0, 1, 1);
        plot.curve("a", confidences(bins), rights(bins));
        for (CalibrationError.Bin bin : bins) {
            if (bin.cases() > 0) {
                double right = (double) bin.right() / bin.cases();
                plot.point(
                        "a",
                        bin.confidence(),
                        right,
                        4.5,
                        Figures.text("confidence %.2f, right %.2f, %d seconds", bin.confidence(), right, bin.cases()));
            }
        }
        return plot.markup();
    }

    private static double[] confidences(List<CalibrationError.Bin> bins) {
        return bins.stream().mapToDouble(CalibrationError.Bin::confidence).toArray();
    }

    private static double[] rights(List<CalibrationError.Bin> bins) {
        return bins.stream()
                .mapToDouble(bin -> (double) bin.right() / bin.cases())
                .toArray();
    }

    /** The score of one call over its time. */
    static String call(HeardCall call, Evaluation evaluation) {
        ScoreTrack timeline = call.report().timeline();
        double seconds = Math.max(10, timeline.length());
        double step = seconds > 300 ? Math.ceil(seconds / 300) * 60 : seconds > 60 ? 30 : 10;
        SvgPlot plot = new SvgPlot(
                "score of " + call.labelled().name(),
                new SvgPlot.Axis("seconds", 0, seconds, step),
                new SvgPlot.Axis("score", 0, 100, 25),
                SMALL_HEIGHT);
        double threshold = evaluation.fuse().enterThreshold();
        plot.straight("mark", 0, threshold, seconds, threshold);
        if (call.labelled().onsetMs().orElse(0) > 0) {
            plot.upright("onset", call.labelled().onsetMs().getAsLong() / 1000.0, "onset");
        }
        call.tripMs().ifPresent(ms -> plot.upright("trip", ms / 1000.0, "trip"));
        int length = timeline.length();
        return plot.curve(
                        "a",
                        IntStream.range(0, length)
                                .mapToDouble(i -> timeline.atMs(i) / 1000.0)
                                .toArray(),
                        IntStream.range(0, length).mapToDouble(timeline::score).toArray())
                .markup();
    }
}
