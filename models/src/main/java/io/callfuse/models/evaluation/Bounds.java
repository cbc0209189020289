package io.callfuse.models.evaluation;

/**
 * Between which values a figure lies with 95 % confidence. Immutable.
 *
 * @param low lower bound; {@code NaN} where there is none
 * @param high upper bound, not below the lower one; {@code NaN} where there is none
 */
public record Bounds(double low, double high) {
    /** The bounds of a figure about which nothing is known. */
    public static final Bounds NONE = new Bounds(Double.NaN, Double.NaN);

    /** Rejects bounds in the wrong order. */
    public Bounds {
        if (low > high) {
            throw new IllegalArgumentException("lower bound " + low + " is over " + high);
        }
    }
}
