package io.callfuse.perf.ear;

import io.callfuse.dsp.pitch.PitchEstimate;
import io.callfuse.dsp.pitch.PitchTracker;
import java.util.Arrays;
import java.util.Locale;

/**
 * How often a tracker is wrong by over 20 % (Rabiner et al. 1976, gross error), at the voicing threshold at which it finds nine
 * voiced frames in ten, or at its own where it finds fewer. For one thread.
 */
final class PitchScore {
    private static final int HOP_SAMPLES = 160;
    private static final double SAMPLE_RATE_HZ = 8000;
    private static final double FULL_SCALE = 32768;
    private static final double GROSS = 0.2;
    private static final double RECALL = 0.9;

    private double[] referenceHz = new double[1024];
    private double[] heardHz = new double[1024];
    private double[] probability = new double[1024];
    private boolean[] thirdAgrees = new boolean[1024];
    private int count;

    /** Lets a new tracker hear a recording, and keeps what it says of each frame that the reference judges. */
    void hear(PitchTracker tracker, short[] samples, PitchReference reference) {
        PitchEstimate estimate = new PitchEstimate();
        float[] frame = new float[tracker.frameSize()];
        int frames = (samples.length - frame.length) / HOP_SAMPLES + 1;
        for (int call = 0; call < frames + tracker.lagFrames(); call++) {
            fill(frame, samples, call * HOP_SAMPLES);
            tracker.track(frame, estimate);
            int of = call - tracker.lagFrames();
            double middleSeconds = (of * HOP_SAMPLES + frame.length / 2.0) / SAMPLE_RATE_HZ;
            double truthHz = reference.f0Hz(middleSeconds);
            if (of >= 0 && (truthHz > 0 || reference.unvoiced(middleSeconds))) {
                add(truthHz, reference.thirdAgrees(middleSeconds), estimate);
            }
        }
    }

    static void fill(float[] frame, short[] samples, int from) {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = from + i < samples.length ? (float) (samples[from + i] / FULL_SCALE) : 0;
        }
    }

    private void add(double truthHz, boolean third, PitchEstimate estimate) {
        if (count == referenceHz.length) {
            referenceHz = Arrays.copyOf(referenceHz, 2 * count);
            heardHz = Arrays.copyOf(heardHz, 2 * count);
            probability = Arrays.copyOf(probability, 2 * count);
            thirdAgrees = Arrays.copyOf(thirdAgrees, 2 * count);
        }
        referenceHz[count] = truthHz;
        thirdAgrees[count] = third;
        heardHz[count] = estimate.f0Hz();
        probability[count++] = estimate.voiced() ? estimate.voicingProbability() : 0;
    }

    /** The least probability of the frames to be counted. */
    private double threshold() {
        double[] voiced = new double[count];
        int n = 0;
        for (int i = 0; i < count; i++) {
            if (referenceHz[i] > 0) {
                voiced[n++] = probability[i];
            }
        }
        Arrays.sort(voiced, 0, n);
        double threshold = n == 0 ? 1 : voiced[(int) ((1 - RECALL) * n)];
        return Math.max(threshold, Double.MIN_VALUE);
    }

    /** Gross errors, %; the same where a third method agrees with the reference, %; recall, %; unvoiced called voiced, %; cents. */
    String summary() {
        double threshold = threshold();
        int voiced = 0;
        int unvoiced = 0;
        int falseAlarms = 0;
        int found = 0;
        int gross = 0;
        int high = 0;
        int sure = 0;
        int sureGross = 0;
        double[] cents = new double[count];
        for (int i = 0; i < count; i++) {
            boolean heard = probability[i] >= threshold;
            if (referenceHz[i] == 0) {
                unvoiced++;
                falseAlarms += heard ? 1 : 0;
                continue;
            }
            voiced++;
            if (heard) {
                double ratio = heardHz[i] / referenceHz[i];
                boolean wrong = Math.abs(ratio - 1) > GROSS;
                gross += wrong ? 1 : 0;
                high += wrong && ratio > 1 ? 1 : 0;
                sure += thirdAgrees[i] ? 1 : 0;
                sureGross += thirdAgrees[i] && wrong ? 1 : 0;
                cents[found++] = Math.abs(1200 * StrictMath.log(ratio) / StrictMath.log(2));
            }
        }
        return String.format(
                Locale.ROOT,
                "%7.2f %7.2f %7.2f %8.1f %8.1f %6.1f %8d",
                share(gross, found),
                share(high, found),
                share(sureGross, sure),
                share(found, voiced),
                share(falseAlarms, unvoiced),
                Measures.median(Arrays.copyOf(cents, found)),
                voiced);
    }

    private static double share(int part, int whole) {
        return 100.0 * part / whole;
    }
}
