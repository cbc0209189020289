package io.callfuse.perf.ear;

import io.callfuse.dsp.signal.G711;
import io.callfuse.dsp.signal.Pcm16;

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

    /** Returns the bytes on the wire: one a sample, or two, the lower first, of linear samples. */
    byte[] encoded(short[] samples) {
        if (this == LINEAR) {
            byte[] bytes = new byte[Pcm16.SAMPLE_BYTES * samples.length];
            Pcm16.encodeLittleEndian(samples, 0, samples.length, bytes, 0);
            return bytes;
        }
        byte[] bytes = new byte[samples.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = this == MU_LAW ? G711.encodeMuLaw(samples[i]) : G711.encodeALaw(samples[i]);
        }
        return bytes;
    }
}
