package io.callfuse.dsp.spectrum;

/**
 * Zero-crossing rate (Kedem 1986): how often a waveform changes its sign, a line's direct voltage taken off first. Stateless.
 */
public final class ZeroCrossingRate {
    private ZeroCrossingRate() {}

    /** Returns the share of neighbouring samples that lie on either side of the mean, 0..1; 0 for what is no number. */
    public static double of(float[] samples, int offset, int length) {
        if (length < 2) {
            throw new IllegalArgumentException(length + " samples");
        }
        float mean = mean(samples, offset, length);
        int crossings = 0;
        for (int i = offset + 1; i < offset + length; i++) {
            int signs = Float.floatToRawIntBits(samples[i - 1] - mean) ^ Float.floatToRawIntBits(samples[i] - mean);
            crossings += signs >>> 31;
        }
        return Float.isNaN(mean) || Float.isInfinite(mean) ? 0 : crossings / (double) (length - 1);
    }

    private static float mean(float[] samples, int offset, int length) {
        float even = 0;
        float odd = 0;
        int i = 0;
        for (; i + 1 < length; i += 2) {
            even += samples[offset + i];
            odd += samples[offset + i + 1];
        }
        float last = i < length ? samples[offset + i] : 0;
        return (even + odd + last) / length;
    }
}
