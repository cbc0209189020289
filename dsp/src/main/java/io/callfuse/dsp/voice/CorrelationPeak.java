package io.callfuse.dsp.voice;

/**
 * The maximum of a correlation between its samples: interpolated in steps of a quarter by {@link InterpolationTaps} (Boersma 1993
 * shows that a parabola alone lies about a voice with highs), then a parabola through the highest three. The interpolation
 * reaches {@link #REACH} samples to either side. For one thread; allocates nothing.
 */
final class CorrelationPeak {
    /** How many values must stand on either side of the highest. */
    static final int REACH = 5;

    private static final int STEPS = 4;
    private static final int TAPS = 2 * REACH;

    private static final float[][] WEIGHTS = new float[STEPS][];

    static {
        for (int step = 1; step < STEPS; step++) {
            WEIGHTS[step] = InterpolationTaps.of(REACH, step / (double) STEPS);
        }
    }

    private double place;
    private double height;

    /** Finds the maximum near {@code values[highest]}, which is no lower than its neighbours. */
    void find(float[] values, int highest) {
        int best = 0;
        double middle = values[highest];
        double before = at(values, highest, -1);
        double after = at(values, highest, 1);
        while (after > middle && best < STEPS - 2) {
            best++;
            before = middle;
            middle = after;
            after = at(values, highest, best + 1);
        }
        while (before > middle && best > 2 - STEPS) {
            best--;
            after = middle;
            middle = before;
            before = at(values, highest, best - 1);
        }
        double curvature = before - 2 * middle + after;
        double shift = curvature < 0 ? 0.5 * (before - after) / curvature : 0;
        shift = Math.max(-1, Math.min(1, shift));
        place = highest + (best + shift) / STEPS;
        height = middle - 0.25 * (before - after) * shift;
    }

    /** Where the maximum is, in samples of what it was sought in. */
    double place() {
        return place;
    }

    /** How high it is. */
    double height() {
        return height;
    }

    private float at(float[] values, int highest, int quarters) {
        int whole = highest + Math.floorDiv(quarters, STEPS);
        int step = Math.floorMod(quarters, STEPS);
        if (step == 0) {
            return values[whole];
        }
        return Correlation.dot(WEIGHTS[step], 0, values, whole - (REACH - 1), TAPS);
    }
}
