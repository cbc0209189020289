package io.callfuse.perf.ear;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * TUNING: made-up voices that draw out a vowel, as somebody who wails does and hardly an actor: three seconds of a fundamental from
 * 80 to 500 Hz that hardly moves, its harmonics shaped by three formants (resonances of the second order; Fant 1960) and falling
 * by 6 dB an octave. Seeded.
 */
final class DrawnOutVowels {
    private static final int SAMPLE_RATE_HZ = 8000;
    private static final int SAMPLES = 3 * SAMPLE_RATE_HZ;
    private static final int PAUSE_SAMPLES = SAMPLE_RATE_HZ / 4;
    private static final double LOWEST_HZ = 80;
    private static final double HIGHEST_HZ = 500;
    private static final double HIGHEST_HARMONIC_HZ = 3900;
    private static final double[] FORMANT_FROM_HZ = {300, 900, 2400};
    private static final double[] FORMANT_TO_HZ = {800, 2200, 3200};
    private static final double BANDWIDTH_HZ = 100;
    private static final double PEAK = 8000;

    private DrawnOutVowels() {}

    /** Returns so many recordings of 3.5 s at 8 kHz, with a pause at each end. */
    static List<short[]> recordings(int count, long seed) {
        Random random = new Random(seed);
        List<short[]> recordings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            recordings.add(vowel(random));
        }
        return recordings;
    }

    private static short[] vowel(Random random) {
        double f0Hz = LOWEST_HZ * StrictMath.pow(HIGHEST_HZ / LOWEST_HZ, random.nextDouble());
        double vibrato = 0.01 * random.nextDouble();
        double vibratoHz = 2 + 4 * random.nextDouble();
        double[] formantsHz = new double[FORMANT_FROM_HZ.length];
        for (int i = 0; i < formantsHz.length; i++) {
            formantsHz[i] = FORMANT_FROM_HZ[i] + (FORMANT_TO_HZ[i] - FORMANT_FROM_HZ[i]) * random.nextDouble();
        }
        double[] wave = new double[SAMPLES];
        for (int harmonic = 1; harmonic * f0Hz * (1 + vibrato) < HIGHEST_HARMONIC_HZ; harmonic++) {
            double amplitude = amplitude(harmonic * f0Hz, formantsHz) / harmonic;
            for (int i = 0; i < SAMPLES; i++) {
                double seconds = (double) i / SAMPLE_RATE_HZ;
                double sway = vibrato / vibratoHz * StrictMath.sin(2 * Math.PI * vibratoHz * seconds);
                wave[i] += amplitude * StrictMath.cos(harmonic * f0Hz * (2 * Math.PI * seconds + sway));
            }
        }
        return atPeak(wave);
    }

    /** How much the formants let through, their resonances one after the other. */
    private static double amplitude(double hz, double[] formantsHz) {
        double amplitude = 1;
        for (double formantHz : formantsHz) {
            double aside = 1 - (hz / formantHz) * (hz / formantHz);
            double damping = BANDWIDTH_HZ * hz / (formantHz * formantHz);
            amplitude /= Math.sqrt(aside * aside + damping * damping);
        }
        return amplitude;
    }

    private static short[] atPeak(double[] wave) {
        double largest = 0;
        for (double sample : wave) {
            largest = Math.max(largest, Math.abs(sample));
        }
        short[] recording = new short[SAMPLES + 2 * PAUSE_SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            recording[PAUSE_SAMPLES + i] = (short) Math.round(PEAK * wave[i] / largest);
        }
        return recording;
    }
}
