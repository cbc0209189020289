package io.callfuse.perf.ear;

import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.training.ClipReader;
import io.callfuse.models.EmotionModel;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what Praat and aubio said of the audio that {@link SideBySideAudio} wrote, beside what we say of it. */
public final class SideBySideTable {
    private static final double[] PRAAT_THRESHOLDS = {0.45, 0.35, 0.25, 0.15, 0.05};
    private static final double RECALL = 0.9;
    private static final int[] HOPS = {80, 160};

    private final PrintStream out;
    private final Path work;
    private final List<String> lines;
    private final List<short[]> audio = new ArrayList<>();
    private final int steps;
    private final Map<String, String> cpuSeconds;
    private final PitchTrack praatOnClean;
    private final PitchTrack reference;

    private SideBySideTable(PrintStream out, Path work) throws IOException {
        this.out = out;
        this.work = work;
        lines = Files.readAllLines(work.resolve("lines.txt"));
        audio.add(ClipReader.read(work.resolve("clean.wav")));
        for (int l = 1; l <= lines.size(); l++) {
            audio.add(ClipReader.read(work.resolve("telephone-" + l + ".wav")));
        }
        steps = audio.get(0).length / 80;
        cpuSeconds = pairs("speed.tsv");
        praatOnClean = PitchTrack.read(work.resolve("clean.praat.0.45"), steps);
        PitchTrack second = PitchTrack.read(work.resolve("clean.aubio.yin"), steps);
        reference = praatOnClean.whereAgreed(second.earlier(second.shiftTo(praatOnClean)));
    }

    /** Argument: the directory with the audio and with what the others said. */
    public static void main(String[] args) throws IOException {
        SideBySideTable table = new SideBySideTable(System.out, Path.of(args[0]));
        table.printPitch();
        table.printRate();
    }

    private void printPitch() throws IOException {
        out.printf(
                Locale.ROOT,
                "Pitch, %.0f min of acted speech. Reference: Praat ac on the clean original where aubio yin agrees.%n",
                steps / 6000.0);
        out.printf(
                "Gross errors (over 20 %%) in %% [voiced recall in %%], as it comes and at 90 %% recall, or at what%n");
        out.printf(
                "recall can be reached; speed in times real time by user CPU: of the process; ours, of the thread once warm.%n");
        out.printf("%-32s %8s", "tracker", "speed");
        out.printf(" | %-25s", "clean");
        for (String line : lines) {
            out.printf(" | %-25s", line);
        }
        out.println();
        printPraat();
        for (String method : List.of("yin", "yinfft")) {
            List<PitchTrack> tracks = new ArrayList<>();
            for (int l = 0; l <= lines.size(); l++) {
                tracks.add(PitchTrack.read(work.resolve(file(l) + ".aubio." + method), steps));
            }
            row("aubio " + method + ", 10 ms", speed("aubio " + method), tracks, false);
        }
        for (int hop : HOPS) {
            for (TrackerUnderTest tracker : TrackerUnderTest.all()) {
                List<PitchTrack> tracks = new ArrayList<>();
                String speed = track(tracker, hop, tracks);
                row(tracker.name() + ", " + hop / 8 + " ms", speed, tracks, true);
            }
        }
    }

    /** Tracks everything and returns the speed on the first telephone line: after the clean speech everything is compiled. */
    private String track(TrackerUnderTest tracker, int hop, List<PitchTrack> into) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        into.add(tracker.track(audio.get(0), hop));
        long before = threads.getCurrentThreadUserTime();
        into.add(tracker.track(audio.get(1), hop));
        double seconds = (threads.getCurrentThreadUserTime() - before) / 1e9;
        for (int l = 2; l < audio.size(); l++) {
            into.add(tracker.track(audio.get(l), hop));
        }
        return String.format(Locale.ROOT, "%.0f", steps / 100.0 / seconds);
    }

    private void printPraat() throws IOException {
        out.printf("%-32s %8s", "Praat ac, 10 ms", speed("Praat ac"));
        for (int l = 0; l <= lines.size(); l++) {
            List<PitchTrack.Judgement> atThresholds = new ArrayList<>();
            for (double threshold : PRAAT_THRESHOLDS) {
                PitchTrack track = PitchTrack.read(work.resolve(file(l) + ".praat." + threshold), steps);
                atThresholds.add(track.against(reference));
            }
            cell(atThresholds.get(0), atRecall(atThresholds));
        }
        out.println();
    }

    /** Between the two thresholds whose recalls enclose the wanted one; the last where none does. */
    private static PitchTrack.Judgement atRecall(List<PitchTrack.Judgement> byThreshold) {
        PitchTrack.Judgement before = byThreshold.get(0);
        for (PitchTrack.Judgement one : byThreshold) {
            if (one.recallPercent() >= 100 * RECALL) {
                double range = one.recallPercent() - before.recallPercent();
                double along = range > 0 ? (100 * RECALL - before.recallPercent()) / range : 1;
                return along < 0
                        ? one
                        : new PitchTrack.Judgement(
                                before.grossErrorPercent()
                                        + along * (one.grossErrorPercent() - before.grossErrorPercent()),
                                100 * RECALL);
            }
            before = one;
        }
        return before;
    }

    private void row(String name, String speed, List<PitchTrack> tracks, boolean hasVoicing) {
        out.printf("%-32s %8s", name, speed);
        int shift = tracks.get(0).shiftTo(praatOnClean);
        for (PitchTrack track : tracks) {
            PitchTrack aligned = track.earlier(shift);
            PitchTrack.Judgement asItComes = aligned.against(reference);
            cell(asItComes, hasVoicing ? aligned.atRecall(reference, RECALL) : null);
        }
        out.println();
    }

    private void cell(PitchTrack.Judgement asItComes, PitchTrack.Judgement atRecall) {
        out.printf(Locale.ROOT, " | %5.2f [%4.1f]", asItComes.grossErrorPercent(), asItComes.recallPercent());
        if (atRecall == null) {
            out.printf(" %13s", "");
        } else {
            out.printf(Locale.ROOT, " at %2.0f: %6.2f", atRecall.recallPercent(), atRecall.grossErrorPercent());
        }
    }

    private String speed(String name) {
        double seconds = Double.parseDouble(cpuSeconds.get(name));
        return String.format(Locale.ROOT, "%.0f", steps / 100.0 / seconds);
    }

    private void printRate() throws IOException {
        Map<String, String> byHand = pairs("groups.txt");
        Map<String, String> onsets = pairs("groups.aubio");
        Map<String, double[]> nuclei = new HashMap<>();
        for (String line : Files.readAllLines(work.resolve("groups.praat"))) {
            String[] cells = line.split("\t");
            nuclei.put(cells[0], new double[] {Double.parseDouble(cells[1]), Double.parseDouble(cells[2])});
        }
        List<String> names = byHand.keySet().stream().sorted().toList();
        double[][] rates = new double[4][names.size()];
        double seconds = 0;
        for (int g = 0; g < names.size(); g++) {
            String name = names.get(g);
            short[] samples = ClipReader.read(work.resolve("groups").resolve(name));
            seconds += samples.length / 8000.0;
            double[] praat = nuclei.get(name);
            rates[0][g] = Double.parseDouble(byHand.get(name));
            rates[1][g] = praat[0] / praat[1];
            rates[2][g] = Double.parseDouble(onsets.get(name)) / praat[1];
            rates[3][g] = engineRate(samples);
        }
        out.println();
        out.printf(
                Locale.ROOT,
                "Speech rate, %d groups of 12 s of one speaker's speech and emotion, %s: r with the syllables set by hand%n",
                names.size(),
                lines.get(0));
        printRate("Praat, nuclei (de Jong & Wempe)", rates[0], rates[1]);
        printRate("aubio, onsets (hfc)", rates[0], rates[2]);
        printRate("ours, the engine's reading", rates[0], rates[3]);
        out.printf(
                Locale.ROOT,
                "Praat's nuclei run at %.0f times real time.%n",
                seconds / Double.parseDouble(cpuSeconds.get("Praat nuclei")));
    }

    private void printRate(String name, double[] byHand, double[] measured) {
        out.printf(
                Locale.ROOT,
                "%-32s r %.3f, mean %.2f a second (by hand %.2f)%n",
                name,
                Measures.pearson(byHand, measured),
                Measures.mean(measured),
                Measures.mean(byHand));
    }

    /** Mean of the rates over the first and over the last seconds of speech, which overlap a little. */
    private static double engineRate(short[] samples) {
        EngineReadings readings = new EngineReadings(EmotionModel.embedded());
        Delivery.whole().deliver(samples, readings);
        FeatureVector last = readings.features().get(readings.features().size() - 1);
        double rate = (last.syllablesPerSecond() + last.baselineSyllablesPerSecond()) / 2;
        return rate > 0 ? rate : Double.NaN;
    }

    private Map<String, String> pairs(String file) throws IOException {
        Map<String, String> pairs = new HashMap<>();
        for (String line : Files.readAllLines(work.resolve(file))) {
            String[] cells = line.split("\t");
            pairs.put(cells[0], cells[1].trim());
        }
        return pairs;
    }

    private static String file(int line) {
        return line == 0 ? "clean" : "telephone-" + line;
    }
}
