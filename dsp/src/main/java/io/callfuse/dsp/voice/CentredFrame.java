package io.callfuse.dsp.voice;

import java.util.Arrays;

/**
 * A copy of an analysis frame without its mean, so that a line's direct voltage does not matter. It remembers no frame before, so
 * there is one for each thread, as large as the largest frame was.
 */
final class CentredFrame {
    /** -90 dBFS: what is quieter is rounding, not a voice. */
    private static final double MIN_MEAN_SQUARE = 1e-9;

    private static final ThreadLocal<CentredFrame> OF_THREAD = ThreadLocal.withInitial(CentredFrame::new);

    private float[] samples = new float[0];
    private int length;

    private CentredFrame() {}

    /** The one of the thread that asks. */
    static CentredFrame ofThread() {
        return OF_THREAD.get();
    }

    /**
     * Copies the next frame.
     *
     * @return whether there is something to measure: the frame is no silence, and all its samples are numbers
     */
    boolean take(float[] from, int offset, int frameLength) {
        if (samples.length < frameLength + Correlation.LAGS_AT_ONCE) {
            samples = new float[frameLength + Correlation.LAGS_AT_ONCE];
        }
        length = frameLength;
        float mean = Correlation.sum(from, offset, length) / length;
        for (int i = 0; i < length; i++) {
            samples[i] = from[offset + i] - mean;
        }
        Arrays.fill(samples, length, samples.length, 0);
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
