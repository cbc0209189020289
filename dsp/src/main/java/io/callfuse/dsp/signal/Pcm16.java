package io.callfuse.dsp.signal;

/** Signed linear samples of 16 bits: as bytes in either order, and rounded from wider arithmetic. No state. */
public final class Pcm16 {
    /** Bytes in a sample. */
    public static final int SAMPLE_BYTES = 2;

    private Pcm16() {}

    /**
     * Reads samples whose low byte comes first, as AudioSocket and WAV have them.
     *
     * @param offset index in {@code bytes} of the first sample's low byte
     * @param into takes {@code samples} samples from index 0 on
     */
    public static void decodeLittleEndian(byte[] bytes, int offset, short[] into, int samples) {
        for (int i = 0, at = offset; i < samples; i++, at += SAMPLE_BYTES) {
            into[i] = (short) (bytes[at] & 0xff | bytes[at + 1] << 8);
        }
    }

    /** Reads samples whose high byte comes first, as RTP has them; otherwise like {@link #decodeLittleEndian}. */
    public static void decodeBigEndian(byte[] bytes, int offset, short[] into, int samples) {
        for (int i = 0, at = offset; i < samples; i++, at += SAMPLE_BYTES) {
            into[i] = (short) (bytes[at] << 8 | bytes[at + 1] & 0xff);
        }
    }

    /** Writes samples with the low byte first: {@code samples} of them from index {@code from} on, to {@code bytes} from {@code offset} on. */
    public static void encodeLittleEndian(short[] pcm, int from, int samples, byte[] bytes, int offset) {
        for (int i = from, at = offset; i < from + samples; i++, at += SAMPLE_BYTES) {
            bytes[at] = (byte) pcm[i];
            bytes[at + 1] = (byte) (pcm[i] >> 8);
        }
    }

    /** Rounds to the nearest sample; what lies beyond the range of 16 bits becomes its end, NaN becomes 0. */
    public static short round(float value) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(value)));
    }
}
