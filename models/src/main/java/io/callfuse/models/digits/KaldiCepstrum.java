package io.callfuse.models.digits;

import io.callfuse.dsp.spectrum.RealFft;
import java.util.Arrays;

/**
 * Mel cepstrum at 8 kHz just as Kaldi computes it without dither (feature-mfcc.cc, feature-window.cc and mel-computations.cc of
 * Kaldi 5.5): 25 ms each 10 ms, whole windows alone; mean out, pre-emphasis 0.97, "povey" window, 30 triangles from 300 to 3400 Hz
 * evenly spaced in mel, logarithm, orthonormal cosine transform, lifter 22. Coefficient 0 is the level. A warped one takes every
 * frequency for another, as if the vocal tract were longer or shorter (Jaitly and Hinton 2013). For one thread.
 */
final class KaldiCepstrum {
    /** How many coefficients a vector has; there are as many mel bands. */
    static final int COEFFICIENTS = 30;

    /** From one vector to the next. */
    static final int STEP_SAMPLES = 80;

    static final int SAMPLE_RATE_HZ = 8000;
    /**
     * The band of a telephone line. What lies outside is there on one line and not on the next, and must not count: chosen against
     * 20 to 3700 Hz by training speakers left out.
     */
    static final int LOW_HZ = 300;

    static final int HIGH_HZ = 3400;
    private static final int WINDOW_SAMPLES = 200;
    private static final int FFT_SAMPLES = 256;
    private static final float PRE_EMPHASIS = 0.97f;
    private static final double WINDOW_POWER = 0.85;
    private static final double LIFTER = 22;
    /** The difference between 1 and the next float, below which Kaldi lets no power fall. */
    private static final double LEAST_POWER = 0x1p-23;

    private final RealFft fourier = new RealFft(FFT_SAMPLES);
    private final float[] windowed = new float[FFT_SAMPLES];
    private final float[] power = new float[FFT_SAMPLES / 2 + 1];
    private final float[] window = new float[WINDOW_SAMPLES];
    private final float[][] cosines = new float[COEFFICIENTS][COEFFICIENTS];
    private final int[] firstBin = new int[COEFFICIENTS];
    private final float[][] triangles = new float[COEFFICIENTS][];

    /** @param warp by which frequencies are multiplied; 1 is Kaldi's own */
    KaldiCepstrum(double warp) {
        for (int i = 0; i < WINDOW_SAMPLES; i++) {
            double hann = 0.5 - 0.5 * StrictMath.cos(2 * Math.PI * i / (WINDOW_SAMPLES - 1));
            window[i] = (float) StrictMath.pow(hann, WINDOW_POWER);
        }
        double step = (mel(HIGH_HZ) - mel(LOW_HZ)) / (COEFFICIENTS + 1);
        for (int band = 0; band < COEFFICIENTS; band++) {
            layTriangle(band, mel(LOW_HZ) + band * step, step, warp);
        }
        for (int k = 0; k < COEFFICIENTS; k++) {
            double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / COEFFICIENTS);
            double lift = 1 + LIFTER / 2 * StrictMath.sin(Math.PI * k / LIFTER);
            for (int j = 0; j < COEFFICIENTS; j++) {
                cosines[j][k] = (float) (scale * lift * StrictMath.cos(Math.PI / COEFFICIENTS * (j + 0.5) * k));
            }
        }
    }

    private void layTriangle(int band, double leftMel, double stepMel, double warp) {
        float[] all = new float[FFT_SAMPLES / 2];
        int first = all.length;
        int end = 0;
        for (int bin = 0; bin < all.length; bin++) {
            double place = (mel(warp * bin * SAMPLE_RATE_HZ / FFT_SAMPLES) - leftMel) / stepMel;
            all[bin] = (float) Math.max(0, Math.min(place, 2 - place));
            if (all[bin] > 0) {
                first = Math.min(first, bin);
                end = bin + 1;
            }
        }
        firstBin[band] = first;
        triangles[band] = Arrays.copyOfRange(all, first, Math.max(first, end));
    }

    private static double mel(double hz) {
        return 1127 * StrictMath.log(1 + hz / 700);
    }

    /** How many vectors so many samples give. */
    static int count(int samples) {
        return samples < WINDOW_SAMPLES ? 0 : 1 + (samples - WINDOW_SAMPLES) / STEP_SAMPLES;
    }

    /** Returns the logarithms of the bands' powers, one vector after the other. */
    float[] levels(short[] samples) {
        int count = count(samples.length);
        float[] levels = new float[count * COEFFICIENTS];
        for (int t = 0; t < count; t++) {
            cut(samples, t * STEP_SAMPLES);
            fourier.squaredMagnitude(windowed, power);
            for (int band = 0; band < COEFFICIENTS; band++) {
                double sum = 0;
                for (int i = 0; i < triangles[band].length; i++) {
                    sum += triangles[band][i] * power[firstBin[band] + i];
                }
                levels[t * COEFFICIENTS + band] = (float) StrictMath.log(Math.max(sum, LEAST_POWER));
            }
        }
        return levels;
    }

    private void cut(short[] samples, int from) {
        int sum = 0;
        for (int i = 0; i < WINDOW_SAMPLES; i++) {
            sum += samples[from + i];
        }
        float mean = (float) sum / WINDOW_SAMPLES;
        float before = samples[from] - mean;
        for (int i = 0; i < WINDOW_SAMPLES; i++) {
            float centred = samples[from + i] - mean;
            windowed[i] = (centred - PRE_EMPHASIS * before) * window[i];
            before = centred;
        }
    }

    /** Returns the cepstra of such levels. */
    float[] cepstra(float[] levels) {
        float[] cepstra = new float[levels.length];
        for (int at = 0; at < levels.length; at += COEFFICIENTS) {
            for (int j = 0; j < COEFFICIENTS; j++) {
                float level = levels[at + j];
                for (int k = 0; k < COEFFICIENTS; k++) {
                    cepstra[at + k] += level * cosines[j][k];
                }
            }
        }
        return cepstra;
    }
}
