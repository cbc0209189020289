package io.callfuse.engine.training;

import io.callfuse.dsp.signal.G711;
import java.util.Random;

/**
 * The kindest line that single utterances are judged by: G.711 of either law, a little louder or softer, and nothing else.
 *
 * @param muLaw whether it is coded by the mu-law, and not by the A-law
 * @param levelDbfs level of the speech on the line
 */
record PlainLine(boolean muLaw, double levelDbfs) {
    private static final double NOMINAL_DBFS = -26;
    private static final double GAIN_DB = 6;
    private static final int LEAD_SAMPLES = 3200;

    /** Draws a law and a gain of -6 to +6 dB. */
    static PlainLine of(long seed) {
        Random random = new Random(seed);
        boolean muLaw = random.nextBoolean();
        return new PlainLine(muLaw, NOMINAL_DBFS + GAIN_DB * (2 * random.nextDouble() - 1));
    }

    /** Returns what comes out at the other end, as long as the clip. */
    short[] send(Clip clip) {
        double factor = StrictMath.pow(10, (levelDbfs - clip.levelDbfs()) / 20);
        short[] sent = new short[clip.samples().length];
        for (int i = 0; i < sent.length; i++) {
            double louder = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, clip.samples()[i] * factor));
            short sample = (short) Math.round(louder);
            sent[i] = muLaw ? G711.decodeMuLaw(G711.encodeMuLaw(sample)) : G711.decodeALaw(G711.encodeALaw(sample));
        }
        return sent;
    }

    /** Returns the samples with 0.4 s of silence on either side, so that an ear can tell where speech begins and ends. */
    static short[] padded(short[] samples) {
        short[] padded = new short[samples.length + 2 * LEAD_SAMPLES];
        System.arraycopy(samples, 0, padded, LEAD_SAMPLES, samples.length);
        return padded;
    }
}
