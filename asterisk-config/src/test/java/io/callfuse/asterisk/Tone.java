package io.callfuse.asterisk;

import io.callfuse.dsp.signal.G711;

/** Plays, and recognises, a steady tone in 8 kHz audio by Goertzel's algorithm (G. Goertzel, 1958). Stateless; any thread. */
final class Tone {
    private static final int SAMPLE_RATE_HZ = 8000;
    private static final double AUDIBLE_MEAN_SQUARE = 100.0 * 100.0;
    private static final double VOICE_AMPLITUDE = 8000;
    private static final double SHARE_OF_POWER = 0.6;

    private Tone() {}

    /** Whether most of the power of these samples lies at this frequency, and there is enough of it to be heard. */
    static boolean isHeard(short[] samples, double frequencyHz) {
        double power = 0;
        for (short sample : samples) {
            power += (double) sample * sample;
        }
        double meanSquare = power / samples.length;
        return meanSquare > AUDIBLE_MEAN_SQUARE && meanSquareAt(samples, frequencyHz) > SHARE_OF_POWER * meanSquare;
    }

    /** A steady tone as mu-law bytes, loud as a voice. */
    static byte[] muLaw(double frequencyHz, int samples) {
        byte[] tone = new byte[samples];
        for (int i = 0; i < samples; i++) {
            double sample = VOICE_AMPLITUDE * Math.sin(2 * Math.PI * frequencyHz * i / SAMPLE_RATE_HZ);
            tone[i] = G711.encodeMuLaw((short) sample);
        }
        return tone;
    }

    private static double meanSquareAt(short[] samples, double frequencyHz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * frequencyHz / SAMPLE_RATE_HZ);
        double last = 0;
        double beforeLast = 0;
        for (short sample : samples) {
            double next = sample + coefficient * last - beforeLast;
            beforeLast = last;
            last = next;
        }
        double magnitudeSquared = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
        return 2 * magnitudeSquared / samples.length / samples.length;
    }
}
