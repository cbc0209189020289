package io.callfuse.perf.ear;

import io.callfuse.dsp.pitch.CorrelationPitchTracker;
import io.callfuse.dsp.pitch.PitchEstimate;
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

    private static final double WITHIN = 0.1;

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
        figures.printMarks(all.stream().filter(c -> c.corpus().equals("casia")).toList(), part);
    }

    private static Map<String, UnaryOperator<short[]>> lines(Part part) {
        Map<String, UnaryOperator<short[]>> lines = new LinkedHashMap<>();
        lines.put("clean", samples -> samples);
        for (TelephoneChannel channel : TelephoneChannel.of(part)) {
            lines.put(channel.name(), channel::send);
        }
        if (part == Part.TUNING) {
            lines.put("training line", s -> TelephoneChannel.throughTrainingLine(s, Arrays.hashCode(s)));
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

    private void printMarks(List<Clip> marked, Part part) throws IOException {
        Map<String, UnaryOperator<short[]>> coded = new LinkedHashMap<>();
        coded.put("full band mu-law", samples -> coded(samples, Law.MU_LAW));
        coded.put("full band A-law", samples -> coded(samples, Law.A_LAW));
        TelephoneChannel.of(part).forEach(channel -> coded.put(channel.name(), channel::send));
        out.printf(
                "%nMedian F0 over the periods against CASIA's hand-checked marks: utterances within 10 %%, of %d (one in %d for the others)%n",
                marked.size(), STRIDE);
        List<short[]> samples = new ArrayList<>();
        for (Clip clip : marked) {
            samples.add(clip.samples());
        }
        for (PitchMethod method : PitchMethod.values()) {
            for (Map.Entry<String, UnaryOperator<short[]>> line : coded.entrySet()) {
                int right = 0;
                int heard = 0;
                int step = method == PitchMethod.CORRELATION ? 1 : STRIDE;
                for (int i = 0; i < marked.size(); i += step) {
                    heard++;
                    double markHz = marked.get(i).prosody().orElseThrow().f0MedianHz();
                    double heardHz = medianHz(method.tracker(), line.getValue().apply(samples.get(i)));
                    right += Math.abs(heardHz / markHz - 1) <= WITHIN ? 1 : 0;
                }
                out.printf("%-12s %-22s %7.1f%n", method, line.getKey(), 100.0 * right / heard);
            }
        }
    }

    private static short[] coded(short[] samples, Law law) {
        short[] sent = samples.clone();
        for (int i = 0; i < sent.length; i++) {
            sent[i] = law.coded(sent[i]);
        }
        return sent;
    }

    /** The median over periods, as the marks are one a period: each frame counts as often as it has periods. */
    private static double medianHz(PitchTracker tracker, short[] samples) {
        PitchEstimate estimate = new PitchEstimate();
        float[] frame = new float[tracker.frameSize()];
        double[] voicedHz = new double[samples.length / 160 + tracker.lagFrames()];
        int voiced = 0;
        double periods = 0;
        for (int f = 0; f < voicedHz.length; f++) {
            PitchScore.fill(frame, samples, f * 160);
            tracker.track(frame, estimate);
            if (estimate.voiced()) {
                voicedHz[voiced++] = estimate.f0Hz();
                periods += estimate.f0Hz();
            }
        }
        Arrays.sort(voicedHz, 0, voiced);
        double passed = 0;
        int median = -1;
        while (median + 1 < voiced && passed < periods / 2) {
            passed += voicedHz[++median];
        }
        return median < 0 ? 0 : voicedHz[median];
    }
}
