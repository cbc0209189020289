package io.callfuse.dsp.signal;

/**
 * ITU-T G.711: the two logarithmic laws that squeeze a 14-bit (mu-law) or 13-bit (A-law) sample into a byte. Samples here are
 * 16 bits wide, the low bits of a decoded one being zero, as Asterisk has them.
 */
public final class G711 {
    private static final int MU_LAW_BIAS = 0x84;
    private static final int MU_LAW_CLIP = 32635;
    private static final short[] FROM_MU_LAW = new short[256];
    private static final short[] FROM_A_LAW = new short[256];

    static {
        for (int code = 0; code < 256; code++) {
            FROM_MU_LAW[code] = expandMuLaw(code);
            FROM_A_LAW[code] = expandALaw(code);
        }
    }

    private G711() {}

    /** Returns the signed 16-bit sample of a mu-law byte. */
    public static short decodeMuLaw(byte code) {
        return FROM_MU_LAW[code & 0xff];
    }

    /** Returns the signed 16-bit sample of an A-law byte. */
    public static short decodeALaw(byte code) {
        return FROM_A_LAW[code & 0xff];
    }

    /** Returns the mu-law byte nearest to a signed 16-bit sample. */
    public static byte encodeMuLaw(short sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int magnitude = Math.min(sample < 0 ? -sample : sample, MU_LAW_CLIP) + MU_LAW_BIAS;
        int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
        int mantissa = magnitude >> exponent + 3 & 0x0f;
        return (byte) ~(sign | exponent << 4 | mantissa);
    }

    /** Returns the A-law byte nearest to a signed 16-bit sample. */
    public static byte encodeALaw(short sample) {
        int sign = sample < 0 ? 0 : 0x80;
        int magnitude = (sample < 0 ? ~sample : sample) >> 4;
        int code = magnitude;
        if (magnitude >= 16) {
            int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 3;
            code = exponent << 4 | magnitude >> exponent - 1 & 0x0f;
        }
        return (byte) ((sign | code) ^ 0x55);
    }

    private static short expandMuLaw(int code) {
        int bits = ~code & 0xff;
        int exponent = bits >> 4 & 7;
        int magnitude = (((bits & 0x0f) << 3) + MU_LAW_BIAS << exponent) - MU_LAW_BIAS;
        return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    private static short expandALaw(int code) {
        int bits = code ^ 0x55;
        int exponent = bits >> 4 & 7;
        int mantissa = bits & 0x0f;
        int magnitude = exponent == 0 ? (mantissa << 4) + 8 : (mantissa << 4) + 0x108 << exponent - 1;
        return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
    }
}
