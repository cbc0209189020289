package io.callfuse.dsp.voice;

import io.callfuse.dsp.Signals;
import io.callfuse.dsp.spectrum.PowerSpectrum;

/** Voices with known answers, 8 kHz. */
final class Voices {
    private static final double PULSE_HZ = 900;
    private static final double PULSE_WIDTH_SECONDS = 0.0005;

    private Voices() {}

    /** One short pulse a period, placed between samples where its time falls between samples. */
    static float[] pulses(double[] timesSamples, double[] amplitudes, int samples) {
        float[] signal = new float[samples];
        for (int p = 0; p < timesSamples.length; p++) {
            int first = Math.max(0, (int) timesSamples[p] - 20);
            int last = Math.min(samples - 1, (int) timesSamples[p] + 20);
            for (int n = first; n <= last; n++) {
                double t = (n - timesSamples[p]) / Signals.RATE_HZ;
                double bell = StrictMath.exp(-t * t / (2 * PULSE_WIDTH_SECONDS * PULSE_WIDTH_SECONDS));
                signal[n] += (float) (amplitudes[p] * bell * StrictMath.cos(2 * Math.PI * PULSE_HZ * t));
            }
        }
        return signal;
    }

    /** White noise through resonators, or whatever excites them: poles at these frequencies and bandwidths. */
    static float[] resonate(float[] excitation, double[] frequenciesHz, double[] bandwidthsHz) {
        double[] signal = new double[excitation.length];
        for (int i = 0; i < signal.length; i++) {
            signal[i] = excitation[i];
        }
        for (int f = 0; f < frequenciesHz.length; f++) {
            double radius = StrictMath.exp(-Math.PI * bandwidthsHz[f] / Signals.RATE_HZ);
            double turn = 2 * radius * StrictMath.cos(2 * Math.PI * frequenciesHz[f] / Signals.RATE_HZ);
            for (int i = 0; i < signal.length; i++) {
                double before = i < 1 ? 0 : signal[i - 1];
                double second = i < 2 ? 0 : signal[i - 2];
                signal[i] += turn * before - radius * radius * second;
            }
        }
        float[] resonant = new float[signal.length];
        for (int i = 0; i < signal.length; i++) {
            resonant[i] = (float) signal[i];
        }
        return resonant;
    }

    /** Power spectrum of the 256 samples from {@code offset} on. */
    static float[] power(float[] signal, int offset) {
        PowerSpectrum spectrum = new PowerSpectrum(256, Signals.RATE_HZ);
        float[] frame = new float[256];
        System.arraycopy(signal, offset, frame, 0, frame.length);
        spectrum.compute(frame);
        return spectrum.power().clone();
    }

    static float[] scaled(float[] signal, double gain, double direct) {
        float[] scaled = new float[signal.length];
        for (int i = 0; i < signal.length; i++) {
            scaled[i] = (float) (gain * signal[i] + direct);
        }
        return scaled;
    }
}
