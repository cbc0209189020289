package io.callfuse.dsp.spectrum;

import io.callfuse.dsp.signal.Decibels;
import java.util.Arrays;

/**
 * How the movement of a level is spread over slow and fast: shares of bands of frequencies in the power spectrum of its contour,
 * as the modulation spectrum of speech (Houtgast and Steeneken 1985), whose syllables stand out around 4 Hz. The contour is taken
 * off its mean and under a Hann window of its own length. Computed when asked, without a memory; allocates when made; for one
 * thread.
 */
public final class ModulationSpectrum {
    /** A share that is less says nothing; what is told of it is not far below. */
    private static final double TINY_SHARE = 1e-4;

    /** What moves less than this in all, squared and summed, does not move. */
    private static final float STILL = 1e-6f;

    /** What is larger is no level. */
    private static final float LARGEST_POWER = 1e30f;

    /** A Hann window so fine that one of any length can be picked from it. */
    private static final int FINE = 4096;

    private static final float[] HANN = new float[FINE];

    static {
        for (int i = 0; i < FINE; i++) {
            HANN[i] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * (i + 0.5) / FINE));
        }
    }

    private final RealFft transform;
    private final int[] edgeBins;
    private final float[] window;
    private final float[] weighted;
    private final float[] power;
    private final double[] bandPower;
    private double total;
    private int windowed;

    /**
     * @param size the longest contour, a power of two
     * @param frameRateHz its values a second
     * @param edgesHz where the bands begin and, the last, end, rising; up to half the frame rate
     */
    public ModulationSpectrum(int size, double frameRateHz, double... edgesHz) {
        if (edgesHz.length < 2) {
            throw new IllegalArgumentException("no band");
        }
        transform = new RealFft(size);
        edgeBins = new int[edgesHz.length];
        for (int e = 0; e < edgesHz.length; e++) {
            edgeBins[e] = (int) Math.ceil(edgesHz[e] * size / frameRateHz);
            if (edgeBins[e] < 0 || edgeBins[e] > size / 2 || e > 0 && edgeBins[e] <= edgeBins[e - 1]) {
                throw new IllegalArgumentException("edge " + edgesHz[e] + " Hz of " + Arrays.toString(edgesHz));
            }
        }
        window = new float[size];
        weighted = new float[size];
        power = new float[size / 2 + 1];
        bandPower = new double[edgesHz.length - 1];
        total = Double.NaN;
    }

    /** How many bands there are. */
    public int bands() {
        return bandPower.length;
    }

    /** Measures the first {@code count} values of a contour; one that is {@code NaN} counts as the mean of the others. */
    public void measure(float[] contour, int count) {
        weigh(contour, count);
        transform.squaredMagnitude(weighted, power);
        double sum = 0;
        for (int b = 0; b < bandPower.length; b++) {
            double inBand = 0;
            for (int bin = edgeBins[b]; bin < edgeBins[b + 1]; bin++) {
                inBand += power[bin];
            }
            bandPower[b] = inBand;
            sum += inBand;
        }
        total = sum >= STILL && sum <= LARGEST_POWER ? sum : Double.NaN;
    }

    private void weigh(float[] contour, int count) {
        double sum = 0;
        int values = 0;
        for (int i = 0; i < count; i++) {
            if (!Float.isNaN(contour[i])) {
                sum += contour[i];
                values++;
            }
        }
        double mean = values == 0 ? 0 : sum / values;
        if (windowed != count) {
            pickWindow(count);
        }
        for (int i = 0; i < count; i++) {
            weighted[i] = Float.isNaN(contour[i]) ? 0 : window[i] * (float) (contour[i] - mean);
        }
        Arrays.fill(weighted, count, weighted.length, 0f);
    }

    private void pickWindow(int count) {
        for (int i = 0; i < count; i++) {
            window[i] = HANN[(2 * i + 1) * FINE / (2 * count)];
        }
        windowed = count;
    }

    /** Share of one band in the power of all, dB, -40 at least; {@code NaN} for a contour that does not move in any of them. */
    public double shareDb(int band) {
        return Double.isNaN(total) ? Double.NaN : Decibels.ofRatio(bandPower[band] / total + TINY_SHARE);
    }
}
