package io.callfuse.models.evaluation;

import java.util.Arrays;

/** Quantiles of a sample, interpolated between its ordered values (definition 7 of Hyndman and Fan 1996). */
public final class Quantile {
    private Quantile() {}

    /**
     * Returns the value below which a share of the sample lies.
     *
     * @param values in any order, left as they are
     * @param share 0..1
     * @return {@code NaN} of no values
     */
    public static double of(double[] values, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share + " is outside 0-1");
        }
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
