package io.callfuse.dsp.kernel;

/**
 * Logarithm to base 2, many times faster than {@link StrictMath#log} and like it the same bits everywhere: table-driven (Tang
 * 1990). The argument is 2^e m with m around 1; a table holds 1/c and log2 c for the centre c of each of 64 intervals of m; what
 * is left is log2(1 + z) with |z| 1/128 at most, by its series. Where m is near 1 the centre is 1 itself, so that small logarithms are
 * as exact as large ones. Without state.
 */
public final class FastLog {
    private static final int INDEX_BITS = 6;
    private static final int INDEX_SHIFT = 52 - INDEX_BITS;
    private static final long ONE_BITS = Double.doubleToRawLongBits(1.0);
    /** Where the intervals begin: half an interval is between 1 and its neighbours' edges, and m lies from about 0.7 to 1.4. */
    private static final long START_BITS = ONE_BITS - (37L << INDEX_SHIFT) - (1L << INDEX_SHIFT - 1);

    private static final double TO_NORMAL = 0x1p54;
    private static final double LOG2_E = 1 / StrictMath.log(2);
    private static final double[] INVERSE_CENTRE = new double[1 << INDEX_BITS];
    private static final double[] LOG2_CENTRE = new double[1 << INDEX_BITS];

    static {
        for (int i = 0; i < INVERSE_CENTRE.length; i++) {
            long middle = START_BITS + ((long) i << INDEX_SHIFT) + (1L << INDEX_SHIFT - 1);
            double inverse = 1 / Double.longBitsToDouble(middle);
            INVERSE_CENTRE[i] = inverse;
            LOG2_CENTRE[i] = -StrictMath.log(inverse) * LOG2_E;
        }
    }

    private FastLog() {}

    /**
     * Returns the logarithm to base 2 with a relative error of 1e-7 at most (half a unit in the last place of the result),
     * monotone; negative infinity for 0, NaN for negative numbers and NaN, infinity for infinity.
     */
    public static float log2(float positive) {
        return (float) log2((double) positive);
    }

    /**
     * Returns the logarithm to base 2 with a relative error of 1e-13 at most; negative infinity for 0, NaN for negative numbers
     * and NaN, infinity for infinity.
     */
    public static double log2(double positive) {
        if (positive >= Double.MIN_NORMAL && positive <= Double.MAX_VALUE) {
            return ofNormal(positive);
        }
        if (positive > 0) {
            return positive == Double.POSITIVE_INFINITY ? positive : ofNormal(positive * TO_NORMAL) - 54;
        }
        return positive == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
    }

    private static double ofNormal(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long offset = bits - START_BITS;
        long exponent = offset >> 52;
        int index = (int) (offset >>> INDEX_SHIFT) & INVERSE_CENTRE.length - 1;
        double m = Double.longBitsToDouble(bits - (exponent << 52));
        double z = m * INVERSE_CENTRE[index] - 1;
        double square = z * z;
        double low = 1 - z * (1.0 / 2);
        double middle = 1.0 / 3 - z * (1.0 / 4);
        double high = 1.0 / 5 - z * (1.0 / 6) + square * (1.0 / 7);
        double series = z * (low + square * (middle + square * high));
        return exponent + LOG2_CENTRE[index] + series * LOG2_E;
    }
}
