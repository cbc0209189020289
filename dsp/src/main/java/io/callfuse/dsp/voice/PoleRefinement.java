package io.callfuse.dsp.voice;

/**
 * Goes from near a root of 1 + a(1) u + ... + a(n) u^n to the root, two steps of Newton's, and says where it is relative to the
 * start: by how much the angle and the logarithm of the radius of z = 1/u differ. So it needs no arc tangent. For one thread.
 */
final class PoleRefinement {
    private static final int STEPS = 2;

    private double angle;
    private double logRadius;
    private double re;
    private double im;

    /** Sets out from u = re + i im. */
    void refine(double[] coefficients, double startRe, double startIm) {
        re = startRe;
        im = startIm;
        angle = 0;
        logRadius = 0;
        for (int step = 0; step < STEPS; step++) {
            step(coefficients);
        }
    }

    /** Angle of z at the root less that at the start. */
    double angle() {
        return angle;
    }

    /** Logarithm of the radius of z at the root less that at the start. */
    double logRadius() {
        return logRadius;
    }

    /** u becomes u (1 - d), d = A / (u A'); log(1 - d) is -d - d^2 / 2 - d^3 / 3 for small d. */
    private void step(double[] a) {
        int order = a.length - 1;
        double valueRe = a[order];
        double valueIm = 0;
        double slopeRe = 0;
        double slopeIm = 0;
        for (int k = order - 1; k >= 0; k--) {
            double nextSlopeRe = slopeRe * re - slopeIm * im + valueRe;
            slopeIm = slopeRe * im + slopeIm * re + valueIm;
            slopeRe = nextSlopeRe;
            double nextValueRe = valueRe * re - valueIm * im + a[k];
            valueIm = valueRe * im + valueIm * re;
            valueRe = nextValueRe;
        }
        double belowRe = slopeRe * re - slopeIm * im;
        double belowIm = slopeRe * im + slopeIm * re;
        double below = belowRe * belowRe + belowIm * belowIm + Float.MIN_NORMAL;
        double dRe = (valueRe * belowRe + valueIm * belowIm) / below;
        double dIm = (valueIm * belowRe - valueRe * belowIm) / below;
        double d2Re = dRe * dRe - dIm * dIm;
        double d2Im = 2 * dRe * dIm;
        double d3Re = d2Re * dRe - d2Im * dIm;
        double d3Im = d2Re * dIm + d2Im * dRe;
        logRadius += dRe + d2Re / 2 + d3Re / 3;
        angle += dIm + d2Im / 2 + d3Im / 3;
        double nextRe = re * (1 - dRe) + im * dIm;
        im = im * (1 - dRe) - re * dIm;
        re = nextRe;
    }
}
