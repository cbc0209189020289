package io.callfuse.dsp.voice;

/** A copy of an analysis frame without its mean, so that a line's direct voltage does not matter. For one thread. */
final class CentredFrame {
    /** -90 dBFS: what is quieter is rounding, not a voice. */
    private static final double MIN_MEAN_SQUARE = 1e-9;

    private final float[] samples;
    private int length;

    CentredFrame(int capacity) {
        samples = new float[capacity + Correlation.LAGS_AT_ONCE];
    }

    /**
     * Copies the next frame.
     *
     * @return whether there is something to measure: the frame is no silence, and all its samples are numbers
     */
    boolean take(float[] from, int offset, int frameLength) {
        if (frameLength > samples.length - Correlation.LAGS_AT_ONCE) {
            throw new IllegalArgumentException(frameLength + " samples do not fit");
        }
        length = frameLength;
        float mean = Correlation.sum(from, offset, length) / length;
        for (int i = 0; i < length; i++) {
            samples[i] = from[offset + i] - mean;
        }
        float meanSquare = Correlation.dot(samples, 0, samples, 0, length) / length;
        return meanSquare > MIN_MEAN_SQUARE && meanSquare < Float.POSITIVE_INFINITY;
    }

    /** The samples, not a copy; behind the last there are some zeros. */
    float[] samples() {
        return samples;
    }

    int length() {
        return length;
    }
}
