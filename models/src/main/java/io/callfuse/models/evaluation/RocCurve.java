package io.callfuse.models.evaluation;

import java.util.Arrays;

/** Area under the receiver operating characteristic, as the rank statistic of Mann and Whitney (Hanley and McNeil 1982). */
public final class RocCurve {
    private RocCurve() {}

    /**
     * Returns the probability that a random positive is scored over a random negative, ties counting half; {@code NaN} when
     * there is none of either.
     */
    public static double area(double[] positives, double[] negatives) {
        if (positives.length == 0 || negatives.length == 0) {
            return Double.NaN;
        }
        double[] sorted = negatives.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double positive : positives) {
            sum += below(sorted, positive, false) + below(sorted, positive, true);
        }
        return sum / 2 / positives.length / negatives.length;
    }

    private static int below(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] < value || orEqual && sorted[middle] == value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
