package io.callfuse.perf.ear;

import io.callfuse.dsp.signal.Biquad;
import io.callfuse.dsp.signal.G711;
import java.util.Random;

/**
 * The line through which the ear's weights were fitted: the band and the colour of a line and its handsets, gain and noise, lost
 * packets concealed by repetition, and G.711 by either law. It stays as it is, so that the fits can be run again; the emotion
 * model is fitted through a wider one. What a line is like follows from its seed alone. For one thread.
 */
final class FittingLine {
    private static final double SAMPLE_RATE_HZ = 8000;
    private static final double NOMINAL_DBFS = -26;
    private static final int PACKET_SAMPLES = 160;
    private static final double FULL_SCALE = 32768;
    private static final double MAX_COLOUR_DB = 3;
    /** One-pole share that parts lows from highs at about 1 kHz. */
    private static final double COLOUR_SHARE = 0.55;

    private final Random random;
    private final double gainDb;
    private final double noiseBelowSpeechDb;
    private final boolean muLaw;
    private final double lossShare;
    private final double noiseColour;
    private final double highGain;
    private final Biquad[] band;
    private double lows;

    /**
     * Draws a line: gain -12 to 12 dB, noise 10 to 45 dB below the speech, 0 to 2 % of packets lost, a band from 60 (a software
     * phone) or 320 Hz (an old handset) to 3000 or 3800 Hz, highs up to 3 dB stronger or weaker than lows.
     */
    FittingLine(long seed) {
        random = new Random(seed);
        gainDb = -12 + 24 * random.nextDouble();
        noiseBelowSpeechDb = 10 + 35 * random.nextDouble();
        muLaw = random.nextBoolean();
        lossShare = random.nextBoolean() ? 0 : 0.02 * random.nextDouble();
        noiseColour = 0.9 * random.nextDouble();
        double lowHz = 60 + 260 * random.nextDouble();
        double highHz = 3000 + 800 * random.nextDouble();
        highGain = StrictMath.pow(10, MAX_COLOUR_DB * (2 * random.nextDouble() - 1) / 20);
        band = new Biquad[] {
            Biquad.highPass(lowHz, SAMPLE_RATE_HZ),
            Biquad.highPass(lowHz, SAMPLE_RATE_HZ),
            Biquad.lowPass(highHz, SAMPLE_RATE_HZ)
        };
    }

    /**
     * Sends a whole call through the line.
     *
     * @param samples speech at 8 kHz, pauses included
     * @param speechLevelDbfs level of the speech in it, by which gain and noise are set
     */
    short[] send(short[] samples, double speechLevelDbfs) {
        double gain = StrictMath.pow(10, (NOMINAL_DBFS - speechLevelDbfs + gainDb) / 20);
        double noise = FULL_SCALE * StrictMath.pow(10, (NOMINAL_DBFS + gainDb - noiseBelowSpeechDb) / 20);
        double noiseScale = noise * Math.sqrt(1 - noiseColour * noiseColour);
        double coloured = 0;
        short[] sent = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            coloured = noiseColour * coloured + noiseScale * bell();
            double filtered = colour(samples[i] * gain) + coloured;
            for (Biquad stage : band) {
                filtered = stage.next(filtered);
            }
            sent[i] = coded((short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(filtered))));
        }
        lose(sent);
        return sent;
    }

    private double colour(double sample) {
        lows += COLOUR_SHARE * (sample - lows);
        return lows + highGain * (sample - lows);
    }

    private short coded(short sample) {
        return muLaw ? G711.decodeMuLaw(G711.encodeMuLaw(sample)) : G711.decodeALaw(G711.encodeALaw(sample));
    }

    private void lose(short[] sent) {
        for (int start = PACKET_SAMPLES; start + PACKET_SAMPLES <= sent.length; start += PACKET_SAMPLES) {
            if (random.nextDouble() < lossShare) {
                System.arraycopy(sent, start - PACKET_SAMPLES, sent, start, PACKET_SAMPLES);
            }
        }
    }

    /** Nearly normal, mean 0, variance 1: the sum of four uniform draws (their variance is 1/12 each). */
    private double bell() {
        double sum = random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble();
        return (sum - 2) * Math.sqrt(3);
    }
}
