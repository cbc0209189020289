package io.callfuse.engine.cli.report.service;

import io.callfuse.engine.cli.page.SvgPlot;
import io.callfuse.engine.reporting.ServiceReport;
import java.util.List;
import java.util.Locale;

/** The charts of a service report. Stateless. */
final class ServiceCharts {
    /** From the bottom of a bar to its top. */
    static final List<String> EMOTIONS = List.of("neutral", "positive", "distress", "anger");

    private static final int HEIGHT_PX = 250;
    private static final int HOURS = 24;
    private static final int HOURS_A_TICK = 3;
    private static final double RATE_STEP = 0.5;
    private static final double HIGHEST_RATE = 10;
    private static final int GRID_LINES = 4;

    private ServiceCharts() {}

    /** How the voices of an hour of the day sounded: shares of the seconds of which a class could be said. */
    static String emotions(ServiceReport report) {
        SvgPlot plot = new SvgPlot(
                "emotions over the hours of the day",
                new SvgPlot.Axis("hour of the day", 0, HOURS, HOURS_A_TICK),
                new SvgPlot.Axis("% of the seconds heard", 0, 100, 25),
                HEIGHT_PX);
        for (ServiceReport.Hour hour : report.hours()) {
            long all = EMOTIONS.stream()
                    .mapToLong(emotion -> hour.seconds().getOrDefault(emotion, 0L))
                    .sum();
            double below = 0;
            for (String emotion : EMOTIONS) {
                long seconds = hour.seconds().getOrDefault(emotion, 0L);
                double top = below + (all == 0 ? 0 : 100.0 * seconds / all);
                if (seconds > 0) {
                    String tip = text("%s %.1f %% of %d s at %d h", emotion, top - below, all, hour.hour());
                    plot.block(emotion, hour.hour(), hour.hour() + 1, below, top, tip);
                }
                below = top;
            }
        }
        return plot.markup();
    }

    /** How many calls came in each hour, and how many of them tripped. */
    static String calls(ServiceReport report) {
        double most = report.hours().stream()
                .mapToLong(hour -> hour.tripped().of())
                .max()
                .orElse(0);
        SvgPlot plot = new SvgPlot(
                "calls and trips over the hours of the day",
                new SvgPlot.Axis("hour of the day", 0, HOURS, HOURS_A_TICK),
                upTo(most),
                HEIGHT_PX);
        for (ServiceReport.Hour hour : report.hours()) {
            long calls = hour.tripped().of();
            long tripped = hour.tripped().count();
            String tip = text("%d calls at %d h, %d tripped", calls, hour.hour(), tripped);
            if (calls > 0) {
                plot.bar("neutral", hour.hour(), hour.hour() + 1, calls, tip);
                plot.bar("anger", hour.hour(), hour.hour() + 1, tripped, tip);
            }
        }
        return plot.markup();
    }

    /** How fast callers began. */
    static String rates(ServiceReport report) {
        List<Long> histogram = report.rates().histogram();
        double most = histogram.stream().mapToLong(Long::longValue).max().orElse(0);
        SvgPlot plot = new SvgPlot(
                "speech rate at the beginning of calls",
                new SvgPlot.Axis("syllables/s", 0, HIGHEST_RATE, 1),
                upTo(most),
                HEIGHT_PX);
        for (int i = 0; i < histogram.size(); i++) {
            if (histogram.get(i) > 0) {
                double from = i * RATE_STEP;
                String tip = text("%d calls with %.1f to %.1f syllables/s", histogram.get(i), from, from + RATE_STEP);
                plot.bar("rate", from, from + RATE_STEP, histogram.get(i), tip);
            }
        }
        return plot.markup();
    }

    /** An axis of calls, with a few lines at round numbers. */
    private static SvgPlot.Axis upTo(double most) {
        double step = step(most);
        return new SvgPlot.Axis("calls", 0, Math.max(step, Math.ceil(most / step) * step), step);
    }

    private static double step(double most) {
        double rough = Math.max(1, most / GRID_LINES);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double round : new double[] {1, 2, 5}) {
            if (round * power >= rough) {
                return round * power;
            }
        }
        return 10 * power;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
