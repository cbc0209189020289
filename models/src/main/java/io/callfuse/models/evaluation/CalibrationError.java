package io.callfuse.models.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Expected calibration error (Guo et al. 2017): how far, on average, a confidence lies from the share of cases in which it was
 * right, in ten bins. For one thread.
 */
public final class CalibrationError {
    private static final int BINS = 10;

    private final long[] count = new long[BINS];
    private final long[] right = new long[BINS];
    private final double[] confidence = new double[BINS];

    /**
     * The cases of about the same confidence.
     *
     * @param cases how many
     * @param confidence their mean confidence, 0..1; {@code NaN} of no cases
     * @param right how many of them were right
     */
    public record Bin(long cases, double confidence, long right) {}

    /** Counts one case: how sure it was, 0..1, and whether it was right. */
    public void add(double sure, boolean wasRight) {
        int bin = Math.min(BINS - 1, (int) (sure * BINS));
        count[bin]++;
        confidence[bin] += sure;
        right[bin] += wasRight ? 1 : 0;
    }

    /** Counts all that another one has counted. */
    public void add(CalibrationError other) {
        for (int bin = 0; bin < BINS; bin++) {
            count[bin] += other.count[bin];
            right[bin] += other.right[bin];
            confidence[bin] += other.confidence[bin];
        }
    }

    /** The ten bins, that of the least confidence first: what a reliability curve is drawn of. */
    public List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            bins.add(new Bin(count[bin], count[bin] == 0 ? Double.NaN : confidence[bin] / count[bin], right[bin]));
        }
        return bins;
    }

    /** The error, 0..1; {@code NaN} when there was no case. */
    public double expected() {
        double sum = 0;
        long cases = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(confidence[bin] - right[bin]);
            cases += count[bin];
        }
        return cases == 0 ? Double.NaN : sum / cases;
    }
}
