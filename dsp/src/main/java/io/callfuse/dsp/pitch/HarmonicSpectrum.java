package io.callfuse.dsp.pitch;

import io.callfuse.dsp.kernel.Kernels;
import io.callfuse.dsp.spectrum.RealFft;

/**
 * How well each fundamental from 50 to 566 Hz explains a spectrum: the cosine transform, at the period of that fundamental, of
 * the square root of the magnitude, that is an autocorrelation with compressed spectrum (Tolonen and Karjalainen 2000; the
 * window of Boersma 1993). The compression brings forth the weak harmonics that tell a fundamental the line has filtered out
 * from its octave. The fundamentals lie 36 to the octave. For one thread; the table is shared.
 */
final class HarmonicSpectrum {
    /** Fundamentals a octave. */
    static final int PER_OCTAVE = 36;
    /** Fundamentals in all: three and a half octaves, one more, and one to make it even. */
    static final int COUNT = 128;
    /** Lowest fundamental. */
    static final double LOWEST_HZ = 50;

    static final int FFT_SIZE = 256;
    static final int FIRST_BIN = 4;
    static final int LAST_BIN = 123;
    private static final int WINDOW = 200;
    private static final int FROM = (VoiceBands.SPAN_MS * VoiceBands.FORMANTS_KHZ - WINDOW) / 2;
    private static final double BIN_HZ = 4000.0 / FFT_SIZE;
    private static final float PER_BIN_HZ = (float) (1 / BIN_HZ);
    /** 250 Hz. */
    private static final int LOW_END = 16;
    /** Noise put under a spectrum, share of its mean power. */
    private static final float FLOOR_SHARE = 1e-6f;

    private static final float[] HANN = hann();
    private static final float[] FUNDAMENTALS_HZ = fundamentals();
    private static final float[][] COSINES = cosines();

    private final Kernels kernels = Kernels.best();
    private final RealFft fft = new RealFft(FFT_SIZE);
    private final float[] windowed = new float[FFT_SIZE];
    private final float[] power = new float[FFT_SIZE / 2 + 1];
    private final float[] compressed = new float[FFT_SIZE / 2 + 1];
    private final float[] evidence = new float[COUNT];
    private float perLargest;
    private float total;
    private float lowShare;

    private static float[] hann() {
        float[] window = new float[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            window[i] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * (i + 0.5) / WINDOW));
        }
        return window;
    }

    private static float[] fundamentals() {
        float[] hz = new float[COUNT];
        for (int k = 0; k < COUNT; k++) {
            hz[k] = (float) (LOWEST_HZ * StrictMath.pow(2, k / (double) PER_OCTAVE));
        }
        return hz;
    }

    private static float[][] cosines() {
        float[][] table = new float[LAST_BIN + 1][COUNT];
        for (int bin = FIRST_BIN; bin <= LAST_BIN; bin++) {
            for (int k = 0; k < COUNT; k++) {
                double fundamentalHz = LOWEST_HZ * StrictMath.pow(2, k / (double) PER_OCTAVE);
                table[bin][k] = (float) StrictMath.cos(2 * Math.PI * bin * BIN_HZ / fundamentalHz);
            }
        }
        return table;
    }

    /** Fundamental number k, Hz. */
    static float fundamentalHz(int k) {
        return FUNDAMENTALS_HZ[k];
    }

    /** Takes the last 60 ms of the voice below 1.8 kHz and returns the power of their middle. */
    double measure(float[] band) {
        System.arraycopy(band, FROM, windowed, 0, WINDOW);
        kernels.multiply(windowed, HANN, windowed, WINDOW);
        fft.squaredMagnitude(windowed, power);
        double sum = sum(power);
        compress((float) (FLOOR_SHARE * sum / (LAST_BIN - FIRST_BIN + 1)) + Float.MIN_NORMAL);
        transform();
        return sum;
    }

    private void compress(float floor) {
        for (int bin = 0; bin < compressed.length; bin++) {
            compressed[bin] = (float) Math.sqrt((float) Math.sqrt(power[bin] + floor));
        }
        total = (float) sum(compressed);
        perLargest = 1 / largest();
        lowShare = (float) (sum(compressed, FIRST_BIN, LOW_END) / total);
    }

    /** Magnitudes that are not negative are in the order of their bits, whose largest is found without a branch. */
    private float largest() {
        int even = 0;
        int odd = 0;
        for (int bin = FIRST_BIN; bin <= LAST_BIN; bin += 2) {
            even = Math.max(even, Float.floatToRawIntBits(compressed[bin]));
            odd = Math.max(odd, Float.floatToRawIntBits(compressed[bin + 1]));
        }
        return Float.intBitsToFloat(Math.max(even, odd));
    }

    private static double sum(float[] bins) {
        return sum(bins, FIRST_BIN, LAST_BIN + 1);
    }

    /** Four sums at once: one alone waits for each addition. */
    private static double sum(float[] bins, int first, int end) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int bin = first; bin < end; bin += 4) {
            a += bins[bin];
            b += bins[bin + 1];
            c += bins[bin + 2];
            d += bins[bin + 3];
        }
        return (a + b) + (c + d);
    }

    private void transform() {
        kernels.transform(COSINES, compressed, FIRST_BIN, LAST_BIN + 1, evidence);
        float scale = 1 / total;
        for (int k = 0; k < COUNT; k++) {
            evidence[k] *= scale;
        }
    }

    /** Evidence for each fundamental, -1..1. */
    float[] evidence() {
        return evidence;
    }

    /** The largest evidence at or beside a fundamental; 0 where it lies beyond the range. */
    float evidenceNear(int k) {
        if (k < 1 || k > COUNT - 2) {
            return 0;
        }
        return Math.max(evidence[k], Math.max(evidence[k - 1], evidence[k + 1]));
    }

    /** Compressed level at or beside a frequency as a share of the strongest, 0..1. */
    float levelNear(float hz) {
        int bin = Math.max(1, Math.min(LAST_BIN - 1, (int) (hz * PER_BIN_HZ + 0.5f)));
        return Math.max(compressed[bin], Math.max(compressed[bin - 1], compressed[bin + 1])) * perLargest;
    }

    /** The mean compressed level below 250 Hz as a share of that of all: little where the line filters the fundamental out. */
    float lowShare() {
        return lowShare;
    }
}
