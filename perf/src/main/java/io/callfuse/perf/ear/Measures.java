package io.callfuse.perf.ear;

import java.util.Arrays;

/** The few statistics that every table here is made of; values that are NaN are left out. */
public final class Measures {
    private Measures() {}

    /** Pearson's correlation over the pairs in which both are numbers; NaN with fewer than three or with a constant side. */
    public static double pearson(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("lengths differ: " + x.length + " and " + y.length);
        }
        int n = 0;
        double meanX = 0;
        double meanY = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            if (!Double.isNaN(x[i]) && !Double.isNaN(y[i])) {
                n++;
                double dx = x[i] - meanX;
                double dy = y[i] - meanY;
                meanX += dx / n;
                meanY += dy / n;
                xx += dx * (x[i] - meanX);
                yy += dy * (y[i] - meanY);
                xy += dx * (y[i] - meanY);
            }
        }
        return n < 3 || xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }

    /** A percentile, 0..100, between neighbours in proportion; NaN when there is no number. */
    public static double percentile(double[] values, double percent) {
        double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(sorted);
        double at = percent / 100 * (sorted.length - 1);
        int below = (int) Math.min(at, sorted.length - 1);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** The median; NaN when there is no number. */
    public static double median(double[] values) {
        return percentile(values, 50);
    }

    /** The median over periods of those frequencies, each of which counts as often as it has periods; 0 where there is none. */
    public static double medianOfPeriodsHz(double[] frequenciesHz) {
        double[] sorted =
                Arrays.stream(frequenciesHz).filter(f -> f > 0).sorted().toArray();
        double half = Arrays.stream(sorted).sum() / 2;
        double passed = 0;
        int at = -1;
        while (at + 1 < sorted.length && passed < half) {
            passed += sorted[++at];
        }
        return at < 0 ? 0 : sorted[at];
    }

    /** The mean; NaN when there is no number. */
    public static double mean(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
    }
}
