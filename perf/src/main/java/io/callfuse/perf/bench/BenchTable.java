package io.callfuse.perf.bench;

import io.callfuse.engine.call.MediaTime;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured, a benchmark a line: CPU time of one thread a frame, how many times real time that is, how many times faster
 * than TarsosDSP's own chain in the same run, and what it allocates. Of the inner loops, how many times faster than in plain Java;
 * of words, how many a second; of the seconds of a policy, the longest of a hundred.
 */
final class BenchTable {
    private static final String BASELINE = "TarsosChain.yinAndMfcc";
    private static final String LINE = "%-34s %10s %12s %9s %8s%n";

    private final List<Line> lines;

    BenchTable(Collection<RunResult> results) {
        this(results.stream().map(BenchTable::line).toList());
    }

    BenchTable(List<Line> lines) {
        this.lines = lines.stream().sorted(Comparator.comparing(Line::name)).toList();
    }

    /** What one benchmark came to. */
    record Line(String name, double frameNs, double allocatedBytes, double p99Ns) {
        /** Of which only the mean is known. */
        Line(String name, double frameNs, double allocatedBytes) {
            this(name, frameNs, allocatedBytes, Double.NaN);
        }

        /** Whether single calls were timed, rather than all together. */
        boolean sampled() {
            return !Double.isNaN(p99Ns);
        }

        boolean policy() {
            return name.startsWith(FactsToDecision.class.getSimpleName());
        }

        boolean loop() {
            return name.startsWith(InnerLoops.class.getSimpleName());
        }

        boolean words() {
            return name.startsWith(WordsToLabels.class.getSimpleName());
        }
    }

    /** Prints it; a ratio whose other side was not measured is left out. */
    void print(PrintStream out) {
        out.printf(LINE, "20 ms of audio", "us", "x real time", "x Tarsos", "B");
        double tarsosNs = timeOf(BASELINE);
        lines.stream()
                .filter(line -> !line.loop() && !line.words() && !line.policy())
                .forEach(line -> out.printf(
                        LINE,
                        line.name,
                        number("%.2f", line.frameNs / 1e3),
                        number("%.0f", MediaTime.FRAME_MS * 1e6 / line.frameNs),
                        number("%.1f", tarsosNs / line.frameNs),
                        number("%.1f", line.allocatedBytes)));
        if (lines.stream().anyMatch(Line::words)) {
            out.printf(LINE, "a word", "us", "words/s", "", "B");
        }
        lines.stream()
                .filter(Line::words)
                .forEach(line -> out.printf(
                        LINE,
                        line.name,
                        number("%.2f", line.frameNs / 1e3),
                        number("%.0f", 1e9 / line.frameNs),
                        "",
                        number("%.1f", line.allocatedBytes)));
        if (lines.stream().anyMatch(Line::policy)) {
            out.printf(LINE, "a second of a policy, by rules", "us", "p99 us", "", "B");
        }
        lines.stream()
                .filter(line -> line.policy() && !line.sampled())
                .forEach(line -> out.printf(
                        LINE,
                        line.name,
                        number("%.2f", line.frameNs / 1e3),
                        number("%.2f", p99Of(line.name) / 1e3),
                        "",
                        number("%.1f", line.allocatedBytes)));
        if (lines.stream().anyMatch(Line::loop)) {
            out.printf(LINE, "an inner loop", "ns", "", "x plain", "B");
        }
        lines.stream()
                .filter(Line::loop)
                .forEach(line -> out.printf(
                        LINE,
                        line.name,
                        number("%.1f", line.frameNs),
                        "",
                        number("%.1f", timeOf(line.name.replace("best", "plain")) / line.frameNs),
                        number("%.1f", line.allocatedBytes)));
    }

    private double p99Of(String name) {
        return lines.stream()
                .filter(line -> line.sampled() && line.name.equals(name))
                .mapToDouble(Line::p99Ns)
                .findFirst()
                .orElse(Double.NaN);
    }

    private double timeOf(String name) {
        return lines.stream()
                .filter(line -> line.name.equals(name))
                .mapToDouble(Line::frameNs)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
    }

    private static Line line(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        int method = benchmark.lastIndexOf('.');
        StringBuilder name = new StringBuilder(benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1));
        for (String key : result.getParams().getParamsKeys()) {
            name.append(' ').append(result.getParams().getParam(key));
        }
        boolean sampled = result.getParams().getMode() == Mode.SampleTime;
        double p99Ns = sampled
                ? result.getPrimaryResult().getStatistics().getPercentile(99)
                        * result.getParams().getTimeUnit().toNanos(1)
                : Double.NaN;
        double frames = score(result, FrameClock.FRAMES);
        return new Line(
                name.toString(),
                score(result, FrameClock.CPU_NS) / frames,
                score(result, FrameClock.ALLOCATED_BYTES) / frames,
                p99Ns);
    }

    private static double score(RunResult result, String secondary) {
        Result<?> found = result.getSecondaryResults().get(secondary);
        return found == null ? Double.NaN : found.getScore();
    }
}
