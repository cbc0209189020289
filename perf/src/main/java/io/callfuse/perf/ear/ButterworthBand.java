package io.callfuse.perf.ear;

/**
 * Butterworth high pass and low pass of fourth order, each as two second-order sections by the bilinear transform
 * (Bristow-Johnson's cookbook; the sections' Q are 1 / (2 cos(pi / 8)) and 1 / (2 cos(3 pi / 8))). Its delay in the middle of the
 * band, about two samples, is left as it is.
 */
final class ButterworthBand implements Band {
    private static final double[] SECTION_Q = {
        1 / (2 * StrictMath.cos(Math.PI / 8)), 1 / (2 * StrictMath.cos(3 * Math.PI / 8))
    };
    private static final double SAMPLE_RATE_HZ = 8000;

    private final double lowHz;
    private final double highHz;

    ButterworthBand(double lowHz, double highHz) {
        this.lowHz = lowHz;
        this.highHz = highHz;
    }

    @Override
    public double[] filter(double[] samples) {
        double[] filtered = samples.clone();
        for (double q : SECTION_Q) {
            section(filtered, lowHz, q, true);
            section(filtered, highHz, q, false);
        }
        return filtered;
    }

    private static void section(double[] samples, double cornerHz, double q, boolean high) {
        double w = 2 * Math.PI * cornerHz / SAMPLE_RATE_HZ;
        double cosine = StrictMath.cos(w);
        double alpha = StrictMath.sin(w) / (2 * q);
        double a0 = 1 + alpha;
        double edge = high ? 1 + cosine : 1 - cosine;
        double b0 = edge / 2 / a0;
        double b1 = (high ? -edge : edge) / a0;
        double a1 = -2 * cosine / a0;
        double a2 = (1 - alpha) / a0;
        double x1 = 0;
        double x2 = 0;
        double y1 = 0;
        double y2 = 0;
        for (int i = 0; i < samples.length; i++) {
            double x = samples[i];
            double y = b0 * (x + x2) + b1 * x1 - a1 * y1 - a2 * y2;
            x2 = x1;
            x1 = x;
            y2 = y1;
            y1 = y;
            samples[i] = y;
        }
    }
}
