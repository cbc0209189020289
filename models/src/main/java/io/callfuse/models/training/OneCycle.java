package io.callfuse.models.training;

/**
 * Learning rate and momentum of each step: the rate rises from a twenty-fifth of its highest, then falls to next to nothing,
 * along half cosines, and the momentum goes the other way (Smith and Topin 2019). Immutable.
 */
final class OneCycle {
    private static final double RISE = 0.15;
    private static final double FIRST = 1.0 / 25;
    private static final double LAST = FIRST / 1e4;
    private static final double MOST_MOMENTUM = 0.95;
    private static final double LEAST_MOMENTUM = 0.85;

    private final double highest;
    private final double top;
    private final double end;

    OneCycle(double highestRate, int steps) {
        this.highest = highestRate;
        this.top = Math.max(0, RISE * steps - 1);
        this.end = Math.max(top + 1e-9, steps - 1);
    }

    double rate(int step) {
        return highest * (step < top ? between(FIRST, 1, step / top) : between(1, LAST, (step - top) / (end - top)));
    }

    double momentum(int step) {
        return step < top
                ? between(MOST_MOMENTUM, LEAST_MOMENTUM, step / top)
                : between(LEAST_MOMENTUM, MOST_MOMENTUM, (step - top) / (end - top));
    }

    private static double between(double from, double to, double share) {
        return to + (from - to) / 2 * (StrictMath.cos(StrictMath.PI * share) + 1);
    }
}
