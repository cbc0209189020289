package io.callfuse.perf.ear;

import io.callfuse.dsp.signal.G711;

/** The two laws of ITU-T G.711, and none. */
public enum Law {
    /** 16-bit linear. */
    LINEAR,
    /** North America and Japan. */
    MU_LAW,
    /** Everywhere else. */
    A_LAW;

    /** Returns the sample as it comes out of the decoder. */
    short coded(short sample) {
        return switch (this) {
            case LINEAR -> sample;
            case MU_LAW -> G711.decodeMuLaw(G711.encodeMuLaw(sample));
            case A_LAW -> G711.decodeALaw(G711.encodeALaw(sample));
        };
    }
}
