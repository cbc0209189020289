package io.callfuse.engine.evaluation;

import io.callfuse.models.evaluation.Quantile;
import java.util.Collection;
import java.util.OptionalLong;

/**
 * How long after the onset the fuse trips, in calls in which it does, and of which the onset is known.
 *
 * @param calls how many such calls
 * @param medianMs of their delays; {@code NaN} where there is none
 * @param percentile95Ms of their delays; {@code NaN} where there is none
 */
public record Delays(long calls, double medianMs, double percentile95Ms) {
    private static final double SLOWEST = 0.95;

    static Delays of(Collection<OptionalLong> delaysMs) {
        double[] known = delaysMs.stream()
                .filter(OptionalLong::isPresent)
                .mapToDouble(OptionalLong::getAsLong)
                .toArray();
        return new Delays(known.length, Quantile.of(known, 0.5), Quantile.of(known, SLOWEST));
    }
}
