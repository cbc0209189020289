package io.callfuse.engine.feature;

import io.callfuse.engine.call.MediaTime;
import java.util.Random;

/** Generated sounds of a leg, 8 kHz. */
public final class Voices {
    private Voices() {}

    /**
     * Something like a voice: syllables of a pulse train whose pitch glides, over a little noise.
     *
     * @param hz mean pitch
     * @param syllablesPerSecond how many there are
     * @param amplitude peak, full scale is 1
     * @param tilt exponent of the harmonics' fall: 2 is soft, 0.5 is pressed
     * @param seconds how long
     */
    public static short[] voice(double hz, double syllablesPerSecond, double amplitude, double tilt, double seconds) {
        short[] samples = new short[(int) (seconds * MediaTime.SAMPLE_RATE_HZ)];
        Random random = new Random(17);
        double phase = 0;
        double norm = 0;
        double[] strength = new double[64];
        for (int h = 1; h < strength.length; h++) {
            strength[h] = StrictMath.pow(h, -tilt);
            norm += h * hz < 3400 ? strength[h] : 0;
        }
        for (int i = 0; i < samples.length; i++) {
            double t = (double) i / MediaTime.SAMPLE_RATE_HZ;
            double place = t * syllablesPerSecond - StrictMath.floor(t * syllablesPerSecond);
            double glide = hz * (1 + 0.12 * StrictMath.sin(2 * Math.PI * 0.6 * t) + 0.08 * place);
            phase += glide / MediaTime.SAMPLE_RATE_HZ;
            double envelope = place < 0.75 ? StrictMath.sin(Math.PI * place / 0.75) : 0;
            double sum = 0;
            for (int h = 1; h < strength.length && h * glide < 3400; h++) {
                sum += strength[h] * StrictMath.cos(2 * Math.PI * h * phase);
            }
            double noise = 0.002 * (2 * random.nextDouble() - 1);
            samples[i] = (short) Math.round(32000 * (amplitude * envelope * sum / norm + noise * amplitude));
        }
        return samples;
    }

    /** A sine. */
    public static short[] sine(double hz, double amplitude, double seconds) {
        short[] samples = new short[(int) (seconds * MediaTime.SAMPLE_RATE_HZ)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (32000 * amplitude * StrictMath.sin(2 * Math.PI * hz * i / MediaTime.SAMPLE_RATE_HZ));
        }
        return samples;
    }

    /** One after the other. */
    public static short[] joined(short[]... parts) {
        int length = 0;
        for (short[] part : parts) {
            length += part.length;
        }
        short[] joined = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
