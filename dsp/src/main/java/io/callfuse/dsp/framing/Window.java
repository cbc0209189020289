package io.callfuse.dsp.framing;

/** A window function, tabulated once. Immutable. */
public final class Window {
    private final float[] weights;
    private final double power;

    private Window(float[] weights) {
        this.weights = weights;
        double sum = 0;
        for (float weight : weights) {
            sum += (double) weight * weight;
        }
        this.power = sum;
    }

    /** The periodic Hann window: 0.5 - 0.5 cos(2 pi n / N). */
    public static Window hann(int size) {
        float[] weights = new float[size];
        for (int n = 0; n < size; n++) {
            weights[n] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * n / size));
        }
        return new Window(weights);
    }

    /** Number of weights. */
    public int size() {
        return weights.length;
    }

    /** Sum of the squared weights, by which a power spectrum is made independent of the window. */
    public double power() {
        return power;
    }

    /** Writes the weighted frame; both arrays hold at least {@link #size} values. */
    public void apply(float[] frame, double[] weighted) {
        for (int n = 0; n < weights.length; n++) {
            weighted[n] = (double) frame[n] * weights[n];
        }
    }
}
