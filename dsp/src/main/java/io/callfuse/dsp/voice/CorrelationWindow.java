package io.callfuse.dsp.voice;

/**
 * A Hann window and what its own autocorrelation is to be divided out by (Boersma 1993, equations 7 and 8). Immutable, and shared
 * by all who measure frames of one size, so that it stays near the processor.
 */
final class CorrelationWindow {
    private static volatile CorrelationWindow latest = new CorrelationWindow(400);

    private final float[] weights;
    private final float[] perCorrelation;

    private CorrelationWindow(int size) {
        weights = new float[size];
        perCorrelation = new float[size * 2 / 3 + 1];
        for (int n = 0; n < size; n++) {
            weights[n] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * (n + 0.5) / size));
        }
        for (int lag = 0; lag < perCorrelation.length; lag++) {
            double turn = 2 * Math.PI * lag / size;
            double share = lag / (double) size;
            double correlation = (1 - share) * (2 + StrictMath.cos(turn)) / 3 + StrictMath.sin(turn) / (2 * Math.PI);
            perCorrelation[lag] = (float) (1 / correlation);
        }
    }

    /** Returns the window of a size; any thread may ask. */
    static CorrelationWindow of(int size) {
        CorrelationWindow window = latest;
        if (window.weights.length != size) {
            window = new CorrelationWindow(size);
            latest = window;
        }
        return window;
    }

    /** The weights, not a copy. */
    float[] weights() {
        return weights;
    }

    /** One over the window's autocorrelation by lag, up to two thirds of its size, not a copy. */
    float[] perCorrelation() {
        return perCorrelation;
    }
}
