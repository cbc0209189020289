package io.callfuse.dsp;

import java.util.Random;

/** Signals with known answers, 8 kHz. */
public final class Signals {
    /** Samples a second. */
    public static final double RATE_HZ = 8000;

    private Signals() {}

    /** A sine of this amplitude (full scale is 1). */
    public static float[] sine(double hz, double amplitude, int samples) {
        float[] signal = new float[samples];
        for (int i = 0; i < samples; i++) {
            signal[i] = (float) (amplitude * StrictMath.sin(2 * Math.PI * hz * i / RATE_HZ));
        }
        return signal;
    }

    /** A pulse train: all harmonics up to 3400 Hz, as strong as each other, scaled to a peak near {@code amplitude}. */
    public static float[] pulses(double hz, double lowestHz, double amplitude, int samples) {
        float[] signal = new float[samples];
        int harmonics = 0;
        for (int h = 1; h * hz < 3400; h++) {
            if (h * hz >= lowestHz) {
                harmonics++;
                for (int i = 0; i < samples; i++) {
                    signal[i] += (float) StrictMath.cos(2 * Math.PI * h * hz * i / RATE_HZ);
                }
            }
        }
        for (int i = 0; i < samples; i++) {
            signal[i] *= (float) (amplitude / harmonics);
        }
        return signal;
    }

    /** White noise, evenly spread over -amplitude..amplitude. */
    public static float[] noise(long seed, double amplitude, int samples) {
        Random random = new Random(seed);
        float[] signal = new float[samples];
        for (int i = 0; i < samples; i++) {
            signal[i] = (float) (amplitude * (2 * random.nextDouble() - 1));
        }
        return signal;
    }

    /** Something like speech: syllables of a pulse train whose pitch glides, {@code perSecond} of them, with dips between. */
    public static float[] syllables(double hz, double perSecond, double amplitude, int samples) {
        float[] signal = new float[samples];
        double phase = 0;
        for (int i = 0; i < samples; i++) {
            double t = i / RATE_HZ;
            double place = t * perSecond - StrictMath.floor(t * perSecond);
            double glide = hz * (1 + 0.15 * StrictMath.sin(2 * Math.PI * 0.7 * t) + 0.1 * place);
            phase += glide / RATE_HZ;
            double envelope = place < 0.7 ? StrictMath.sin(Math.PI * place / 0.7) : 0;
            double voice = 0;
            for (int h = 1; h * glide < 3400; h++) {
                voice += StrictMath.cos(2 * Math.PI * h * phase) / h;
            }
            signal[i] = (float) (amplitude * envelope * voice / 3);
        }
        return signal;
    }

    /** The signal as 16-bit samples. */
    public static short[] toShorts(float[] signal) {
        short[] samples = new short[signal.length];
        for (int i = 0; i < signal.length; i++) {
            samples[i] = (short) Math.max(-32768, Math.min(32767, Math.round(signal[i] * 32767)));
        }
        return samples;
    }
}
