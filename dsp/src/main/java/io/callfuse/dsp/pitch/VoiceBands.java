package io.callfuse.dsp.pitch;

import io.callfuse.dsp.kernel.Kernels;
import io.callfuse.dsp.signal.Biquad;

/**
 * Parts a voice at 8 kHz into its first formants (below 1.8 kHz, without hum) and the envelope of what lies above, at 4 and
 * 2 kHz, and keeps the last 60 ms of each. The low pass is a windowed sinc (Oppenheim and Schafer 1989, 7.4), what lies above is
 * its complement; the envelope of a high band carries the period even where the line removed the fundamental (Hess 1983).
 * For one thread; allocates nothing after construction.
 */
final class VoiceBands {
    /** What is kept of each band, ms. */
    static final int SPAN_MS = 60;
    /** Samples a millisecond of the voice below 1.8 kHz. */
    static final int FORMANTS_KHZ = 4;
    /** Samples a millisecond of the envelope. */
    static final int ENVELOPE_KHZ = 2;

    private static final int TAPS = 31;
    private static final int MIDDLE = TAPS / 2;
    private static final double CORNER_HZ = 1800;
    private static final double HUM_BELOW_HZ = 90;
    private static final double SAMPLE_RATE_HZ = 8000;
    /** One tap more, of 0, makes them a multiple of four. */
    private static final float[] SINC = sinc();

    private final int hop;
    private final Kernels kernels = Kernels.best();
    private final float[][] rows;
    private final float[] past;
    private final float[] low;
    private final float[] formants = new float[SPAN_MS * FORMANTS_KHZ];
    private final float[] envelope = new float[SPAN_MS * ENVELOPE_KHZ];
    private final Biquad hum = Biquad.highPass(HUM_BELOW_HZ, SAMPLE_RATE_HZ / 2);
    private float lastHigh;

    /** @param hop samples that come at a time, a multiple of 4 */
    VoiceBands(int hop) {
        this.hop = hop;
        this.rows = new float[4][SINC.length + hop];
        this.past = rows[0];
        this.low = new float[SINC.length + hop];
    }

    private static float[] sinc() {
        double[] ideal = new double[TAPS];
        double sum = 0;
        for (int i = 0; i < TAPS; i++) {
            double t = 2 * Math.PI * CORNER_HZ / SAMPLE_RATE_HZ * (i - MIDDLE);
            ideal[i] = i == MIDDLE ? 1 : StrictMath.sin(t) / t;
            ideal[i] *= 0.54 - 0.46 * StrictMath.cos(2 * Math.PI * (i + 0.5) / TAPS);
            sum += ideal[i];
        }
        float[] taps = new float[TAPS + 1];
        for (int i = 0; i < TAPS; i++) {
            taps[i] = (float) (ideal[i] / sum);
        }
        return taps;
    }

    /** Takes the next {@code hop} samples, -1..1; what is no number counts as 0. */
    void accept(float[] samples) {
        System.arraycopy(past, hop, past, 0, TAPS - 1);
        for (int i = 0; i < hop; i++) {
            float x = samples[i];
            past[TAPS - 1 + i] = Math.abs(x) <= 1 ? x : x > 1 ? 1 : x < -1 ? -1 : 0;
        }
        kernels.filter(SINC, rows, low, hop);
        int formantsKept = formants.length - hop / 2;
        System.arraycopy(formants, hop / 2, formants, 0, formantsKept);
        hum.nextOfEven(low, formants, formantsKept, hop / 2);
        int envelopeKept = envelope.length - hop / 4;
        System.arraycopy(envelope, hop / 4, envelope, 0, envelopeKept);
        for (int i = 0; i < hop / 4; i++) {
            int at = 4 * i;
            float sum = highOf(at);
            envelope[envelopeKept + i] = lastHigh + sum;
            lastHigh = sum;
        }
    }

    /** The sum over half a millisecond; the envelope is that over a whole one, every half. */
    private float highOf(int at) {
        return Math.abs(past[MIDDLE + at] - low[at])
                + Math.abs(past[MIDDLE + at + 1] - low[at + 1])
                + (Math.abs(past[MIDDLE + at + 2] - low[at + 2]) + Math.abs(past[MIDDLE + at + 3] - low[at + 3]));
    }

    /** The voice below 1.8 kHz, oldest first. */
    float[] formants() {
        return formants;
    }

    /** The envelope of the voice above 1.8 kHz, oldest first. */
    float[] envelope() {
        return envelope;
    }

    /** Forgets the samples before. */
    void reset() {
        java.util.Arrays.fill(past, 0);
        java.util.Arrays.fill(formants, 0);
        java.util.Arrays.fill(envelope, 0);
        hum.reset();
        lastHigh = 0;
    }
}
