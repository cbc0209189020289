package io.callfuse.dsp.rate;

import java.util.Arrays;

/**
 * How periodic a frame is, from its power spectrum alone: the largest autocorrelation over periods of 74 to 400 Hz. The
 * autocorrelation is the cosine transform of the power spectrum (Wiener 1930, Khinchin 1934), here of the bins from 250 to
 * 2250 Hz, divided by the square root of the window's own (Boersma 1993 divides by all of it, which makes noise periodic). For
 * one thread; allocates nothing after construction.
 */
final class Periodicity {
    private static final int SIZE = 256;
    private static final int LOW_BIN = 8;
    private static final int HIGH_BIN = 72;
    private static final int SHORTEST_LAG = 20;
    /** cos(2 pi k (128 - l) / 256) is cos(2 pi k l / 256) for even k and its negative for odd k: lags over 64 come from those below. */
    private static final int FOLD = SIZE / 4;

    /** As many as make whole vectors; those at the fold come out twice. */
    private static final int LAGS = 48;

    private static final int LONGEST_LAG = 2 * FOLD - SHORTEST_LAG;
    private static final float[][] COSINE = cosines();
    private static final float[] GAIN = gains();

    private final float[] even = new float[LAGS];
    private final float[] odd = new float[LAGS];

    /** Samples in a frame whose spectrum this takes, at 8 kHz, weighted by Hann's window. */
    static int size() {
        return SIZE;
    }

    /** Returns 0 (noise or silence) to about 1 (a steady voice). */
    double of(float[] power) {
        Arrays.fill(even, 0);
        Arrays.fill(odd, 0);
        float total = 0;
        for (int k = LOW_BIN; k + 1 < HIGH_BIN; k += 2) {
            float evenBin = power[k];
            float oddBin = power[k + 1];
            total += evenBin + oddBin;
            add(evenBin, COSINE[k - LOW_BIN], even);
            add(oddBin, COSINE[k + 1 - LOW_BIN], odd);
        }
        float largest = 0;
        for (int i = 0; i < LAGS; i++) {
            float below = (even[i] + odd[i]) * GAIN[i];
            float above = (even[i] - odd[i]) * GAIN[LONGEST_LAG - SHORTEST_LAG - i];
            largest = below > largest ? below : largest;
            largest = above > largest ? above : largest;
        }
        return total > 0 && largest <= Float.MAX_VALUE ? Math.min(1, largest / total) : 0;
    }

    private static void add(float bin, float[] cosine, float[] into) {
        for (int i = 0; i < LAGS; i++) {
            into[i] += bin * cosine[i];
        }
    }

    private static float[][] cosines() {
        float[][] table = new float[HIGH_BIN - LOW_BIN][LAGS];
        for (int k = LOW_BIN; k < HIGH_BIN; k++) {
            for (int i = 0; i < LAGS; i++) {
                int turn = k * (SHORTEST_LAG + i) % SIZE;
                table[k - LOW_BIN][i] = (float) StrictMath.cos(2 * Math.PI * turn / SIZE);
            }
        }
        return table;
    }

    private static float[] gains() {
        double[] window = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            window[i] = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / SIZE);
        }
        float[] gain = new float[LONGEST_LAG - SHORTEST_LAG + 1];
        double energy = correlation(window, 0);
        for (int i = 0; i < gain.length; i++) {
            gain[i] = (float) Math.sqrt(energy / correlation(window, SHORTEST_LAG + i));
        }
        return gain;
    }

    private static double correlation(double[] window, int lag) {
        double sum = 0;
        for (int i = lag; i < SIZE; i++) {
            sum += window[i] * window[i - lag];
        }
        return sum;
    }
}
