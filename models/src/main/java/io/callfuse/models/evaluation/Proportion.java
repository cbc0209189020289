package io.callfuse.models.evaluation;

/**
 * So many of so many cases, with the bounds of Wilson (1927), which hold for few cases and for shares near 0 and 1, too.
 * Immutable.
 *
 * @param count cases that were so
 * @param of all cases
 */
public record Proportion(long count, long of) {
    /** Quantile of the normal distribution for 95 % between two bounds. */
    private static final double Z = 1.959963984540054;

    /** Rejects more cases than there are. */
    public Proportion {
        if (count < 0 || count > of) {
            throw new IllegalArgumentException(count + " of " + of);
        }
    }

    /** The share, 0..1; {@code NaN} of no cases. */
    public double share() {
        return of == 0 ? Double.NaN : (double) count / of;
    }

    /** 95 % bounds of the share if the cases are independent; {@link Bounds#NONE} of no cases. */
    public Bounds wilson() {
        if (of == 0) {
            return Bounds.NONE;
        }
        double p = share();
        double z2 = Z * Z / of;
        double middle = (p + z2 / 2) / (1 + z2);
        double half = Z / (1 + z2) * Math.sqrt(p * (1 - p) / of + z2 / (4 * of));
        // at the ends the formula gives 0 and 1 but for rounding
        return new Bounds(count == 0 ? 0 : middle - half, count == of ? 1 : middle + half);
    }
}
