package io.callfuse.perf.ear;

import io.callfuse.models.EmotionModel;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a bad line does to the features and to the score: composed calls over a good telephone line against the same calls over
 * the same line with one thing wrong. Started by {@code perf/ear}.
 */
public final class RobustnessFigures {
    private static final double CALL_SECONDS = 20;
    private static final int CALLS_OF_SPEAKER = 2;
    private static final double LEVEL_DBFS = -26;
    private static final Duration GAP_AFTER = Duration.ofMillis(200);
    private static final int WORST_SHOWN = 4;

    private final PrintStream out;
    private final EmotionModel model = EmotionModel.embedded();
    private final Map<String, List<Shift.OfFeature>> shifts = new LinkedHashMap<>();
    private final List<short[]> calls;
    private final TelephoneChannel line;
    private final List<EngineReadings> onGoodLine = new ArrayList<>();

    private RobustnessFigures(PrintStream out, List<short[]> calls, Part part) {
        this.out = out;
        this.calls = calls;
        line = part == Part.TUNING ? TelephoneChannel.tuning() : TelephoneChannel.steep(Law.MU_LAW, LEVEL_DBFS);
    }

    /** Arguments: the data directory, and {@code --tuning} for the recordings that may be tuned on. */
    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.parse(args);
        List<Clip> clips = Corpus.read(arguments.data()).clips(arguments.part(), "ravdess", "emodb", "casia", "nemo");
        List<short[]> calls = ComposedCalls.of(clips, CALL_SECONDS, CALLS_OF_SPEAKER);
        new RobustnessFigures(System.out, calls, arguments.part()).print(arguments.part());
    }

    private void print(Part part) {
        for (short[] call : calls) {
            onGoodLine.add(read(line.send(call), Delivery.whole()));
        }
        out.printf("Robustness, %s speakers, %d calls; the good line: %s%n", part, calls.size(), line.name());
        out.printf(
                "r of each feature with its value on the good line, once a second; change of the median reading in the%n");
        out.printf(
                "feature's standard deviations; change of the score in points of 100; speech heard relative to the good line%n");
        out.printf(
                "%-34s %8s %8s %8s %9s %8s %8s %8s%n",
                "what is wrong", "r median", "r 10th %", "r>.9 in", "change SD", "score", "95th %", "speech");
        printLines(part);
        printDeliveries();
        printWorst();
    }

    private void printLines(Part part) {
        TelephoneChannel other = part == Part.TUNING ? TelephoneChannel.tuning() : line;
        TelephoneChannel aLaw = TelephoneChannel.steep(Law.A_LAW, LEVEL_DBFS);
        row("A-law" + (part == Part.TUNING ? ", steep band" : ""), aLaw, Delivery.whole());
        row("linear, no codec", TelephoneChannel.steep(Law.LINEAR, LEVEL_DBFS), Delivery.whole());
        row("gain +15 dB", other.with("gain", LineFaults.gain(15)), Delivery.whole());
        row("gain -15 dB", other.with("gain", LineFaults.gain(-15)), Delivery.whole());
        row("clipped at 3 % of samples", other.with("clipping", LineFaults.clipping(0.03)), Delivery.whole());
        row("DC 5 % of full scale", other.with("DC", LineFaults.direct(0.05)), Delivery.whole());
        row("hum 50 Hz, 30 dB below speech", other.with("hum", LineFaults.hum(50, -30)), Delivery.whole());
        row("hum 60 Hz, 30 dB below speech", other.with("hum", LineFaults.hum(60, -30)), Delivery.whole());
        row("white noise, 20 dB", other.with("noise", LineFaults.white(20, 1)), Delivery.whole());
        row("white noise, 15 dB", other.with("noise", LineFaults.white(15, 1)), Delivery.whole());
        row("pink noise, 15 dB", other.with("noise", LineFaults.pink(15, 1)), Delivery.whole());
    }

    private void printDeliveries() {
        row("5 % lost, concealed", line, Delivery.losing(0.05, true, 1));
        row("5 % lost, silence instead", line, Delivery.losing(0.05, false, 1));
        row("5 % lost, told as gaps", line, Delivery.withGaps(0.05, 1));
        row("60 ms jitter, engine's own clock", line, Delivery.jittered(60, GAP_AFTER, 1));
        row("60 ms jitter, 55 ms buffer, conc.", line, Delivery.late(60, 55, 1));
    }

    private void row(String name, TelephoneChannel channel, Delivery delivery) {
        Shift shift = new Shift();
        for (int call = 0; call < calls.size(); call++) {
            shift.add(onGoodLine.get(call), read(channel.send(calls.get(call)), delivery));
        }
        List<Shift.OfFeature> features = shift.features();
        shifts.put(name, features);
        double[] r = features.stream().mapToDouble(Shift.OfFeature::r).toArray();
        double[] change = features.stream().mapToDouble(Shift.OfFeature::change).toArray();
        out.printf(
                Locale.ROOT,
                "%-34s %8.3f %8.3f %6.0f %% %9.3f %8.2f %8.2f %8.3f%n",
                name,
                Measures.median(r),
                Measures.percentile(r, 10),
                100.0 * Arrays.stream(r).filter(one -> one > 0.9).count() / r.length,
                Measures.median(change),
                Measures.mean(shift.scoreChange()),
                Measures.percentile(shift.scoreChange(), 95),
                shift.speechShare());
    }

    private void printWorst() {
        out.println();
        out.println("Features that suffer most (r, change in SD):");
        shifts.forEach((name, features) -> out.printf(
                "%-34s %s%n",
                name,
                features.stream()
                        .limit(WORST_SHOWN)
                        .map(RobustnessFigures::text)
                        .collect(Collectors.joining("; "))));
        Map<String, List<Double>> byFeature = new TreeMap<>();
        shifts.values()
                .forEach(features -> features.forEach(one -> byFeature
                        .computeIfAbsent(one.name(), n -> new ArrayList<>())
                        .add(one.r())));
        out.println();
        out.println("Mean r over all rows, the lowest:");
        byFeature.entrySet().stream()
                .map(e -> new Shift.OfFeature(
                        e.getKey(),
                        e.getValue().stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElse(0),
                        0))
                .sorted(java.util.Comparator.comparingDouble(Shift.OfFeature::r))
                .limit(12)
                .forEach(one -> out.printf(Locale.ROOT, "  %-40s %.3f%n", one.name(), one.r()));
    }

    private static String text(Shift.OfFeature one) {
        return String.format(Locale.ROOT, "%s %.2f %.2f", one.name(), one.r(), one.change());
    }

    private EngineReadings read(short[] samples, Delivery delivery) {
        EngineReadings readings = new EngineReadings(model);
        delivery.deliver(samples, readings);
        return readings;
    }
}
