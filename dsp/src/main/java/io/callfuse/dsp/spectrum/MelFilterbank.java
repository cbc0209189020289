package io.callfuse.dsp.spectrum;

import io.callfuse.dsp.kernel.FastLog;
import java.util.Arrays;

/**
 * Triangular bands, evenly spaced on the mel scale 1127 ln(1 + f/700) (O'Shaughnessy 1987), as powers and as levels. Only the
 * bins under a triangle are touched. Immutable after construction; writes into the caller's arrays.
 */
public final class MelFilterbank {
    /** -100 dBFS: added to each power, so that silence has a level. */
    private static final float TINY_POWER = 1e-10f;

    private static final double DB_PER_OCTAVE_OF_POWER = 10 * StrictMath.log(2) / StrictMath.log(10);

    private final int bands;
    private final int[] firstBin;
    /** Where the weights of each band begin, and behind the last where they end. */
    private final int[] firstWeight;

    private final float[] weights;
    private final double[] centreHz;

    /** Lays {@code bands} triangles between two frequencies over the bins of these spectra. */
    public MelFilterbank(int bands, double lowHz, double highHz, PowerSpectrum spectrum) {
        int bins = spectrum.power().length;
        if (bands < 2 || !(lowHz >= 0) || !(highHz > lowHz) || highHz > (bins - 1) * spectrum.binHz()) {
            throw new IllegalArgumentException(bands + " bands from " + lowHz + " to " + highHz + " Hz");
        }
        this.bands = bands;
        this.firstBin = new int[bands];
        this.firstWeight = new int[bands + 1];
        this.centreHz = new double[bands];
        double stepMel = (mel(highHz) - mel(lowHz)) / (bands + 1);
        double[] edgeHz = new double[bands + 2];
        for (int e = 0; e < edgeHz.length; e++) {
            edgeHz[e] = hz(mel(lowHz) + e * stepMel);
        }
        float[] laid = new float[2 * bins + 2 * bands];
        for (int b = 0; b < bands; b++) {
            centreHz[b] = edgeHz[b + 1];
            firstBin[b] = (int) Math.ceil(edgeHz[b] / spectrum.binHz());
            int lastBin = Math.min((int) Math.floor(edgeHz[b + 2] / spectrum.binHz()), bins - 1);
            int count = Math.max(lastBin - firstBin[b] + 1, 0);
            firstWeight[b + 1] = firstWeight[b] + count;
            for (int i = 0; i < count; i++) {
                double hz = (firstBin[b] + i) * spectrum.binHz();
                double rising = (hz - edgeHz[b]) / (edgeHz[b + 1] - edgeHz[b]);
                double falling = (edgeHz[b + 2] - hz) / (edgeHz[b + 2] - edgeHz[b + 1]);
                laid[firstWeight[b] + i] = (float) Math.max(Math.min(rising, falling), 0);
            }
        }
        this.weights = Arrays.copyOf(laid, firstWeight[bands]);
    }

    /** Number of bands. */
    public int bands() {
        return bands;
    }

    /** Middle of a band, Hz. */
    public double centreHz(int band) {
        return centreHz[band];
    }

    /** Writes each band's power into {@code bandPower}; the even and the odd bins of a band add up in their order; 0 where a bin is no number. */
    public void apply(float[] power, float[] bandPower) {
        for (int b = 0; b < bands; b++) {
            int at = firstWeight[b];
            int end = firstWeight[b + 1];
            int bin = firstBin[b];
            float even = 0;
            float odd = 0;
            for (; at < end - 3; at += 4, bin += 4) {
                even = even + weights[at] * power[bin] + weights[at + 2] * power[bin + 2];
                odd = odd + weights[at + 1] * power[bin + 1] + weights[at + 3] * power[bin + 3];
            }
            if (at < end - 1) {
                even += weights[at] * power[bin];
                odd += weights[at + 1] * power[bin + 1];
                at += 2;
                bin += 2;
            }
            float sum = (at < end ? even + weights[at] * power[bin] : even) + odd;
            bandPower[b] = sum <= Float.MAX_VALUE ? sum : 0;
        }
    }

    /** Writes the level of each band's power into {@code levelDb}: dBFS, -100 for silence; the powers are 0 or more. */
    public void levels(float[] bandPower, float[] levelDb) {
        for (int b = 0; b < bands; b++) {
            float power = bandPower[b] <= Float.MAX_VALUE ? bandPower[b] : 0;
            levelDb[b] = (float) (DB_PER_OCTAVE_OF_POWER * FastLog.log2((double) (power + TINY_POWER)));
        }
    }

    private static double mel(double hz) {
        return 1127 * StrictMath.log(1 + hz / 700);
    }

    private static double hz(double mel) {
        return 700 * (StrictMath.exp(mel / 1127) - 1);
    }
}
