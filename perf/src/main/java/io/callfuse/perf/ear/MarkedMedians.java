package io.callfuse.perf.ear;

import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.PitchMethod;
import io.callfuse.dsp.pitch.PitchTracker;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Whether the median pitch of an utterance is that of CASIA's hand-checked marks, one mark a period. The marks end at about
 * 500 Hz: above it they leave periods out or have every second one. So beside all utterances there are those that stay below:
 * in which Praat's autocorrelation finds under a twentieth of the periods of the clean recording above 480 Hz; some of these periods
 * are Praat's own mistakes, so the figure of all counts where a speaker's marks stay below. For one thread.
 */
final class MarkedMedians {
    private static final int HOP_SAMPLES = 160;
    private static final double WITHIN = 0.1;
    private static final double MARKS_END_HZ = 480;
    private static final double MOST_ABOVE = 0.05;
    /** One clip in so many, for the trackers beside ours. */
    private static final int STRIDE = 8;

    private final List<Clip> clips;
    private final Part part;
    private final List<short[]> originals = new ArrayList<>();
    private final List<PitchReference> references;

    /** Hears the clips, which must have marks; needs Praat. */
    MarkedMedians(List<Clip> clips, Part part) throws IOException {
        this.clips = clips;
        this.part = part;
        for (Clip clip : clips) {
            originals.add(clip.samples());
        }
        references = Praat.pitchOf(originals);
    }

    /** Prints a row for each tracker and line, and for Praat on the clean recordings and each line. */
    void print(PrintStream out) throws IOException {
        out.printf(
                "%nMedian F0 over the periods against CASIA's hand-checked marks: utterances within 10 %%, of %d (one in %d for%n"
                        + "the others); in range: of the %d in which Praat finds under 5 %% of the periods above 480 Hz, where the marks end%n",
                clips.size(), STRIDE, inRange(clips));
        List<String> speakers = clips.stream().map(Clip::speaker).distinct().toList();
        out.printf("%-12s %-22s %7s %9s", "tracker", "line", "all", "in range");
        for (String speaker : speakers) {
            out.printf(" %20s (%d) %6s (%d)", speaker, of(speaker).size(), "range", inRange(of(speaker)));
        }
        out.println();
        printRow(out, "Praat", "clean", medians(references), speakers);
        for (Map.Entry<String, UnaryOperator<short[]>> line : lines().entrySet()) {
            List<short[]> sent = originals.stream().map(line.getValue()).toList();
            printRow(out, "Praat", line.getKey(), medians(Praat.pitchOf(sent)), speakers);
        }
        for (PitchMethod method : PitchMethod.values()) {
            lines().forEach((name, line) -> printRow(out, method.name(), name, medians(method, line), speakers));
        }
    }

    private Map<String, UnaryOperator<short[]>> lines() {
        Map<String, UnaryOperator<short[]>> coded = new LinkedHashMap<>();
        coded.put("full band mu-law", samples -> coded(samples, Law.MU_LAW));
        coded.put("full band A-law", samples -> coded(samples, Law.A_LAW));
        TelephoneChannel.of(part).forEach(channel -> coded.put(channel.name(), channel::send));
        return coded;
    }

    private static short[] coded(short[] samples, Law law) {
        short[] sent = samples.clone();
        for (int i = 0; i < sent.length; i++) {
            sent[i] = law.coded(sent[i]);
        }
        return sent;
    }

    private static double[] medians(List<PitchReference> heard) {
        return heard.stream().mapToDouble(PitchReference::medianHz).toArray();
    }

    /** NaN for a clip that was not heard. */
    private double[] medians(PitchMethod method, UnaryOperator<short[]> line) {
        double[] medians = new double[clips.size()];
        for (int i = 0; i < medians.length; i++) {
            boolean heard = method == PitchMethod.CORRELATION || i % STRIDE == 0;
            medians[i] = heard ? medianHz(method.tracker(), line.apply(originals.get(i))) : Double.NaN;
        }
        return medians;
    }

    private static double medianHz(PitchTracker tracker, short[] samples) {
        PitchEstimate estimate = new PitchEstimate();
        float[] frame = new float[tracker.frameSize()];
        double[] voicedHz = new double[samples.length / HOP_SAMPLES + tracker.lagFrames()];
        for (int f = 0; f < voicedHz.length; f++) {
            PitchScore.fill(frame, samples, f * HOP_SAMPLES);
            tracker.track(frame, estimate);
            voicedHz[f] = estimate.voiced() ? estimate.f0Hz() : 0;
        }
        return Measures.medianOfPeriodsHz(voicedHz);
    }

    private void printRow(PrintStream out, String tracker, String line, double[] medians, List<String> speakers) {
        out.printf("%-12s %-22s %7.1f %9.1f", tracker, line, right(medians, clips, false), right(medians, clips, true));
        for (String speaker : speakers) {
            out.printf(
                    " %20.1f       %6.1f      ", right(medians, of(speaker), false), right(medians, of(speaker), true));
        }
        out.println();
    }

    private double right(double[] medians, List<Clip> counted, boolean inRange) {
        int right = 0;
        int heard = 0;
        for (int i = 0; i < medians.length; i++) {
            if (!Double.isNaN(medians[i]) && counted.contains(clips.get(i)) && (!inRange || inRange(i))) {
                heard++;
                double markHz = clips.get(i).prosody().orElseThrow().f0MedianHz();
                right += Math.abs(medians[i] / markHz - 1) <= WITHIN ? 1 : 0;
            }
        }
        return 100.0 * right / heard;
    }

    private List<Clip> of(String speaker) {
        return clips.stream().filter(c -> c.speaker().equals(speaker)).toList();
    }

    private long inRange(List<Clip> some) {
        return some.stream().filter(c -> inRange(clips.indexOf(c))).count();
    }

    private boolean inRange(int clip) {
        return references.get(clip).shareOfPeriodsOver(MARKS_END_HZ) < MOST_ABOVE;
    }
}
