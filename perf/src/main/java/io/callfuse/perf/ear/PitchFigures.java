package io.callfuse.perf.ear;

import io.callfuse.dsp.pitch.CorrelationPitchTracker;
import io.callfuse.dsp.pitch.PitchMethod;
import io.callfuse.dsp.pitch.PitchTracker;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * How good the pitch trackers are: gross errors against Praat on the clean original, tracker by tracker and line by line, and
 * each utterance's median against hand-checked marks. Every clip is heard alone. Started by {@code perf/ear}; needs Praat.
 */
public final class PitchFigures {
    private static final String[] STUDIO = {"ravdess", "casia", "emodb", "nemo"};
    /** One clip in so many, to be done in minutes. */
    private static final int STRIDE = 8;

    private final PrintStream out;
    private final Map<String, UnaryOperator<short[]>> lines;
    private final List<Clip> clips;
    private final List<short[]> originals = new ArrayList<>();
    private List<PitchReference> references;

    private PitchFigures(PrintStream out, List<Clip> clips, Map<String, UnaryOperator<short[]>> lines) {
        this.out = out;
        this.clips = clips;
        this.lines = lines;
    }

    /** Arguments: the data directory, and {@code --tuning} for the recordings and lines that may be tuned on. */
    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.parse(args);
        Part part = arguments.part();
        List<Clip> all = Corpus.read(arguments.data()).clips(part, STUDIO);
        List<Clip> some = new ArrayList<>();
        for (int i = 0; i < all.size(); i += STRIDE) {
            some.add(all.get(i));
        }
        PitchFigures figures = new PitchFigures(System.out, some, lines(part));
        System.out.printf("Pitch, %s: every %dth clip of %s%n", part, STRIDE, String.join(", ", STUDIO));
        figures.print(part);
        new MarkedMedians(all.stream().filter(c -> c.corpus().equals("casia")).toList(), part).print(System.out);
    }

    private static Map<String, UnaryOperator<short[]>> lines(Part part) {
        Map<String, UnaryOperator<short[]>> lines = new LinkedHashMap<>();
        lines.put("clean", samples -> samples);
        for (TelephoneChannel channel : TelephoneChannel.of(part)) {
            lines.put(channel.name(), channel::send);
        }
        if (part == Part.TUNING) {
            lines.put("fitting line", s -> TelephoneChannel.throughFittingLine(s, Arrays.hashCode(s)));
        }
        return lines;
    }

    private void print(Part part) throws IOException {
        for (Clip clip : clips) {
            originals.add(clip.samples());
        }
        references = Praat.pitchOf(originals);
        out.println(
                "Reference: Praat's autocorrelation on the original where its cross-correlation agrees, 50-500 Hz.");
        out.println("gross: over 20 % off, % of frames voiced by both, at 90 % recall or what the tracker reaches;");
        out.println("high: those too high; sure: the same where subharmonic summation agrees, too; false: unvoiced");
        out.println("frames called voiced, %; cents: median error");
        out.printf(
                "%-12s %-22s %7s %7s %7s %8s %8s %6s %8s%n",
                "tracker", "line", "gross", "high", "sure", "recall", "false", "cents", "frames");
        for (PitchMethod method : PitchMethod.values()) {
            for (Map.Entry<String, UnaryOperator<short[]>> line : lines.entrySet()) {
                printRow(method.name(), line.getKey(), method, line.getValue(), method == PitchMethod.CORRELATION);
            }
        }
        for (Map.Entry<String, UnaryOperator<short[]>> line : faulty(part).entrySet()) {
            printRow("CORRELATION", line.getKey(), PitchMethod.CORRELATION, line.getValue(), false);
        }
    }

    private void printRow(
            String name, String lineName, PitchMethod method, UnaryOperator<short[]> line, boolean byCorpus) {
        PitchScore total = new PitchScore();
        Map<String, PitchScore> corpora = new TreeMap<>();
        for (int i = 0; i < clips.size(); i++) {
            short[] sent = line.apply(originals.get(i));
            total.hear(swept(method), sent, references.get(i));
            if (byCorpus) {
                corpora.computeIfAbsent(clips.get(i).corpus(), c -> new PitchScore())
                        .hear(swept(method), sent, references.get(i));
            }
        }
        out.printf("%-12s %-22s %s%n", name, lineName, total.summary());
        corpora.forEach((corpus, score) -> out.printf("%-12s %-22s %s%n", "", "- " + corpus, score.summary()));
    }

    /** A tracker that says its probability of every frame, where it can, so that a threshold can be moved. */
    private static PitchTracker swept(PitchMethod method) {
        return method == PitchMethod.CORRELATION ? new CorrelationPitchTracker(160, 0) : method.tracker();
    }

    private static Map<String, UnaryOperator<short[]>> faulty(Part part) {
        TelephoneChannel channel = TelephoneChannel.of(part).get(0);
        Map<String, UnaryOperator<short[]>> lines = new LinkedHashMap<>();
        lines.put("gain -15 dB", channel.with("gain", LineFaults.gain(-15))::send);
        lines.put("gain +15 dB", channel.with("gain", LineFaults.gain(15))::send);
        lines.put("clipped 5 %", channel.with("clipped", LineFaults.clipping(0.05))::send);
        lines.put("DC 5 %", channel.with("DC", LineFaults.direct(0.05))::send);
        lines.put("hum 50 Hz -20 dB", channel.with("hum", LineFaults.hum(50, -20))::send);
        lines.put("hum 60 Hz -20 dB", channel.with("hum", LineFaults.hum(60, -20))::send);
        lines.put("pink noise 20 dB", channel.with("noise", LineFaults.pink(20, 1))::send);
        lines.put("pink noise 10 dB", channel.with("noise", LineFaults.pink(10, 1))::send);
        lines.put(
                "5 % lost, silence",
                samples -> {
                    short[] sent = channel.send(samples);
                    boolean[] lost =
                            PacketLoss.lost(sent.length / PacketLoss.PACKET_SAMPLES, 0.05, 2, Arrays.hashCode(samples));
                    return PacketLoss.silenced(sent, lost);
                });
        return lines;
    }
}
