package io.callfuse.models.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Bounds of a figure by drawing whole groups of cases again, such as all calls of a speaker (the bootstrap of Efron 1979, by
 * percentiles, clusters drawn whole): cases of one group resemble each other, and who takes them for independent is surer than he
 * may be. The same groups and seed give the same bounds. Immutable.
 *
 * @param <T> a case
 */
public final class GroupBootstrap<T> {
    /** Fewer groups than this say nothing about others. */
    public static final int FEWEST_GROUPS = 4;

    private static final int DRAWS = 1000;
    private static final double TAIL = 0.025;

    private final List<List<T>> groups;
    private final long seed;

    /** Draws from these groups. */
    public GroupBootstrap(List<List<T>> groups, long seed) {
        this.groups = groups.stream().map(List::copyOf).toList();
        this.seed = seed;
    }

    /**
     * Returns the 95 % bounds of a figure.
     *
     * @param figure of the cases drawn; where it is {@code NaN} the draw does not count
     * @return {@link Bounds#NONE} where there are fewer than {@value #FEWEST_GROUPS} groups, or half of the draws gave nothing
     */
    public Bounds of(ToDoubleFunction<List<T>> figure) {
        if (groups.size() < FEWEST_GROUPS) {
            return Bounds.NONE;
        }
        Random random = new Random(seed);
        double[] drawn = new double[DRAWS];
        int counted = 0;
        for (int d = 0; d < DRAWS; d++) {
            List<T> cases = new ArrayList<>();
            for (int g = 0; g < groups.size(); g++) {
                cases.addAll(groups.get(random.nextInt(groups.size())));
            }
            double value = figure.applyAsDouble(cases);
            if (!Double.isNaN(value)) {
                drawn[counted++] = value;
            }
        }
        if (counted < DRAWS / 2) {
            return Bounds.NONE;
        }
        double[] values = java.util.Arrays.copyOf(drawn, counted);
        return new Bounds(Quantile.of(values, TAIL), Quantile.of(values, 1 - TAIL));
    }
}
