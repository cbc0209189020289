package io.callfuse.dsp.pitch;

/** The exponential function of what is not positive, to about 1e-6 of its value, with the same bits everywhere. */
final class FastExp {
    private static final float LOG2_E = 1.44269504f;
    private static final float SMALLEST = -80;

    private FastExp() {}

    /** Returns e^x for x up to 0: two to the whole part, and Taylor's series of two to the rest. */
    static float ofNegative(float x) {
        float octaves = Math.max(x, SMALLEST) * LOG2_E;
        int whole = (int) (octaves - 0.5f);
        float rest = (octaves - whole) * 0.69314718f;
        float series = 1
                + rest
                        * (1
                                + rest
                                        * (1 / 2f
                                                + rest
                                                        * (1 / 6f
                                                                + rest
                                                                        * (1 / 24f
                                                                                + rest
                                                                                        * (1 / 120f
                                                                                                + rest
                                                                                                        * (1
                                                                                                                / 720f))))));
        return series * Float.intBitsToFloat(whole + 127 << 23);
    }

    /** Returns 1 / (1 + e^-x), 0..1. */
    static float logistic(float x) {
        float small = ofNegative(-Math.abs(x));
        return x >= 0 ? 1 / (1 + small) : small / (1 + small);
    }
}
