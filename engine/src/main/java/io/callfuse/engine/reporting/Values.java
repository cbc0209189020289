package io.callfuse.engine.reporting;

import io.callfuse.models.evaluation.Quantile;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Collects values to say how they are spread. One thread. */
final class Values {
    private double[] values = new double[16];
    private int count;

    void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    Distribution distribution() {
        double[] all = Arrays.copyOf(values, count);
        return new Distribution(count, quantile(all, 0.05), quantile(all, 0.5), quantile(all, 0.95));
    }

    private static OptionalDouble quantile(double[] all, double share) {
        return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Quantile.of(all, share));
    }

    /** Their mean; empty where there is none. */
    OptionalDouble mean() {
        return Arrays.stream(values, 0, count).average();
    }

    /** How many lie in each of the bins of this width from 0 on; the last has all that lie above. */
    long[] histogram(double width, int bins) {
        long[] histogram = new long[bins];
        for (int i = 0; i < count; i++) {
            histogram[(int) Math.max(0, Math.min(bins - 1, Math.floor(values[i] / width)))]++;
        }
        return histogram;
    }
}
