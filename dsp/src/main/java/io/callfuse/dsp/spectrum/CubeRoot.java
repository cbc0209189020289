package io.callfuse.dsp.spectrum;

/**
 * Cube root that is the same bits everywhere: a third of the exponent gives a first guess (Kahan's), two steps of Halley's
 * method make it exact to 1e-7. Stateless.
 */
final class CubeRoot {
    /** Two thirds of the exponent's bias, moved so that the guess errs as much upwards as downwards. */
    private static final long BIAS = (long) ((1023 - 0.033) * 2 / 3 * 0x1p52);

    private CubeRoot() {}

    /** Returns the cube root of a positive number, 0 for what is not over 0 or not a number. */
    static double of(double positive) {
        if (!(positive > Double.MIN_NORMAL)) {
            return 0;
        }
        double root = Double.longBitsToDouble(Double.doubleToRawLongBits(positive) / 3 + BIAS);
        root = halley(root, positive);
        return halley(root, positive);
    }

    private static double halley(double root, double cube) {
        double guess = root * root * root;
        return root * ((guess + 2 * cube) / (2 * guess + cube));
    }
}
