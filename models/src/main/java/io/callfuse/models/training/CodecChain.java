package io.callfuse.models.training;

import io.callfuse.dsp.signal.G711;

/** Through which codecs speech goes, one after another. */
enum CodecChain {
    /** G.711 by the law of North America and Japan. */
    MU_LAW,
    /** G.711 by the law of the rest of the world. */
    A_LAW,
    /** From one world to the other. */
    MU_LAW_TO_A_LAW,
    /** From one world to the other. */
    A_LAW_TO_MU_LAW,
    /** Through a multiplexed trunk or a cordless telephone, too. */
    G726_TO_MU_LAW,
    /** Through a multiplexed trunk or a cordless telephone, too. */
    G726_TO_A_LAW;

    private static final double ONE_LAW_SHARE = 0.66;
    private static final double TWO_LAWS_SHARE = 0.16;

    /** Draws one law in 66 %, both in 16 %, and G.726 in the rest; either law comes last as often. */
    static CodecChain draw(SeededDraws draws) {
        double drawn = draws.share();
        boolean aLawLast = draws.chance(0.5);
        if (drawn < ONE_LAW_SHARE) {
            return aLawLast ? A_LAW : MU_LAW;
        }
        if (drawn < ONE_LAW_SHARE + TWO_LAWS_SHARE) {
            return aLawLast ? MU_LAW_TO_A_LAW : A_LAW_TO_MU_LAW;
        }
        return aLawLast ? G726_TO_A_LAW : G726_TO_MU_LAW;
    }

    /** Codes and decodes in place. */
    void code(short[] samples) {
        switch (this) {
            case MU_LAW -> byMuLaw(samples);
            case A_LAW -> byALaw(samples);
            case MU_LAW_TO_A_LAW -> {
                byMuLaw(samples);
                byALaw(samples);
            }
            case A_LAW_TO_MU_LAW -> {
                byALaw(samples);
                byMuLaw(samples);
            }
            case G726_TO_MU_LAW -> {
                byMuLaw(samples);
                G726.code(samples);
                byMuLaw(samples);
            }
            case G726_TO_A_LAW -> {
                byALaw(samples);
                G726.code(samples);
                byALaw(samples);
            }
        }
    }

    private static void byMuLaw(short[] samples) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = G711.decodeMuLaw(G711.encodeMuLaw(samples[i]));
        }
    }

    private static void byALaw(short[] samples) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] = G711.decodeALaw(G711.encodeALaw(samples[i]));
        }
    }
}
