package io.callfuse.perf.bench;

import io.callfuse.engine.call.MediaTime;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured, a benchmark a line: CPU time of one thread a frame, how many times real time that is, how many times faster
 * than TarsosDSP's own chain in the same run, and what it allocates. Of the inner loops, how many times faster than in plain Java;
 * of words, how many a second; of the seconds of a policy, the longest of a hundred. Of the way to a worker, how many times faster than
 * what is set beside it.
 */
final class BenchTable {
    private static final String BASELINE = "TarsosChain.yinAndMfcc";

    /** What each step of the way is set beside. */
    private static final Map<String, String> OTHERS = Map.of(
            "FrameHandOff.queue", "FrameHandOff.arrayBlockingQueue",
            "FrameHandOff.queueOfTwo", "FrameHandOff.arrayBlockingQueueOfTwo",
            "PacketToFrame.packets rtp", "PacketToFrame.packets datagrams",
            "PacketToFrame.packets audiosocket", "PacketToFrame.packets stream");

    private static final String LINE = "%-36s %10s %12s %9s %8s%n";

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

        boolean step() {
            return name.startsWith(FrameHandOff.class.getSimpleName())
                    || name.startsWith(PacketToFrame.class.getSimpleName());
        }

        boolean tick() {
            return name.startsWith(SpeechToDecision.class.getSimpleName());
        }
    }

    /** Prints it; a ratio whose other side was not measured is left out. */
    void print(PrintStream out) {
        double tarsosNs = timeOf(BASELINE);
        out.printf(LINE, "20 ms of audio", "us", "x real time", "x Tarsos", "B");
        print(
                out,
                line -> !line.loop() && !line.words() && !line.policy() && !line.step() && !line.tick(),
                line -> new Columns(
                        number("%.2f", line.frameNs / 1e3),
                        number("%.0f", MediaTime.FRAME_MS * 1e6 / line.frameNs),
                        number("%.1f", tarsosNs / line.frameNs)));
        head(out, Line::step, "20 ms on the way to a worker", "us", "a second", "x other");
        print(
                out,
                Line::step,
                line -> new Columns(
                        number("%.3f", line.frameNs / 1e3),
                        number("%.0f", 1e9 / line.frameNs),
                        number("%.2f", timeOf(OTHERS.getOrDefault(line.name, "")) / line.frameNs)));
        head(out, Line::tick, "a second of a call, its frames heard", "us", "a second", "");
        print(
                out,
                Line::tick,
                line -> new Columns(number("%.3f", line.frameNs / 1e3), number("%.0f", 1e9 / line.frameNs), ""));
        head(out, Line::words, "a word", "us", "words/s", "");
        print(
                out,
                Line::words,
                line -> new Columns(number("%.2f", line.frameNs / 1e3), number("%.0f", 1e9 / line.frameNs), ""));
        head(out, Line::policy, "a second of a policy, by rules", "us", "p99 us", "");
        print(
                out,
                line -> line.policy() && !line.sampled(),
                line -> new Columns(number("%.2f", line.frameNs / 1e3), number("%.2f", p99Of(line.name) / 1e3), ""));
        head(out, Line::loop, "an inner loop", "ns", "", "x plain");
        print(
                out,
                Line::loop,
                line -> new Columns(
                        number("%.1f", line.frameNs),
                        "",
                        number("%.1f", timeOf(line.name.replace("best", "plain")) / line.frameNs)));
    }

    private record Columns(String time, String rate, String ratio) {}

    /** Prints a headline where there is something below it. */
    private void head(PrintStream out, Predicate<Line> which, String what, String time, String rate, String ratio) {
        if (lines.stream().anyMatch(which)) {
            out.printf(LINE, what, time, rate, ratio, "B");
        }
    }

    private void print(PrintStream out, Predicate<Line> which, Function<Line, Columns> columns) {
        lines.stream().filter(which).forEach(line -> {
            Columns of = columns.apply(line);
            out.printf(LINE, line.name, of.time, of.rate, of.ratio, number("%.1f", line.allocatedBytes));
        });
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
