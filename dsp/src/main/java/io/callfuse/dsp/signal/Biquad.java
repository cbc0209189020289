package io.callfuse.dsp.signal;

/**
 * A second-order filter of Butterworth's shape by the bilinear transform (Bristow-Johnson's
 * audio equaliser cookbook, 1998, Q = 1/sqrt 2). Keeps four
 * samples of history; for one thread.
 */
public final class Biquad {
    private final double b0;
    private final double b1;
    private final double b2;
    private final double a1;
    private final double a2;
    private double x1;
    private double x2;
    private double y1;
    private double y2;

    private Biquad(double cornerHz, double sampleRateHz, boolean high) {
        double w = 2 * Math.PI * cornerHz / sampleRateHz;
        double cosine = StrictMath.cos(w);
        double alpha = StrictMath.sin(w) / Math.sqrt(2);
        double a0 = 1 + alpha;
        double edge = high ? 1 + cosine : 1 - cosine;
        b0 = edge / 2 / a0;
        b1 = (high ? -edge : edge) / a0;
        b2 = b0;
        a1 = -2 * cosine / a0;
        a2 = (1 - alpha) / a0;
    }

    /** Lets pass what lies above a corner (3 dB down there). */
    public static Biquad highPass(double cornerHz, double sampleRateHz) {
        return new Biquad(cornerHz, sampleRateHz, true);
    }

    /** Lets pass what lies below a corner (3 dB down there). */
    public static Biquad lowPass(double cornerHz, double sampleRateHz) {
        return new Biquad(cornerHz, sampleRateHz, false);
    }

    /** Takes the next sample and returns the filtered one; a sample that is no number is answered by 0 and a fresh start. */
    public double next(double x) {
        double y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
        if (!Double.isFinite(y)) {
            reset();
            return 0;
        }
        x2 = x1;
        x1 = x;
        y2 = y1;
        y1 = y;
        return y;
    }

    /**
     * Filters every second sample, the state held in registers: {@code into[intoFrom + i]} is what {@link #next} gives for {@code
     * samples[2 * i]}, but that it is rounded, and summed in an order in which less has to wait.
     *
     * @param samples numbers of at most 1e30
     */
    public void nextOfEven(float[] samples, float[] into, int intoFrom, int count) {
        double in1 = x1;
        double in2 = x2;
        double out1 = y1;
        double out2 = y2;
        for (int i = 0; i < count; i++) {
            double in = samples[2 * i];
            double out = (b0 * in + b1 * in1 + b2 * in2 - a2 * out2) - a1 * out1;
            in2 = in1;
            in1 = in;
            out2 = out1;
            out1 = out;
            into[intoFrom + i] = (float) out;
        }
        x1 = in1;
        x2 = in2;
        y1 = out1;
        y2 = out2;
    }

    /** Forgets the samples before. */
    public void reset() {
        x1 = 0;
        x2 = 0;
        y1 = 0;
        y2 = 0;
    }
}
