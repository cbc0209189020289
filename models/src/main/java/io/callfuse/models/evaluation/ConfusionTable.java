package io.callfuse.models.evaluation;

/** Counts of what was said against what was so. For one thread. */
public final class ConfusionTable {
    private final long[][] counts;

    /** @param classes how many classes there are */
    public ConfusionTable(int classes) {
        counts = new long[classes][classes];
    }

    /** Counts one case. */
    public void add(int truth, int said) {
        counts[truth][said]++;
    }

    /** How often {@code said} was said of {@code truth}. */
    public long count(int truth, int said) {
        return counts[truth][said];
    }

    /** Share of a class that was recognised, 0..1; {@code NaN} when there was none of it. */
    public double recall(int truth) {
        long sum = 0;
        for (long count : counts[truth]) {
            sum += count;
        }
        return sum == 0 ? Double.NaN : (double) counts[truth][truth] / sum;
    }

    /** Unweighted average recall over the classes that occurred, 0..1; {@code NaN} when none did. */
    public double unweightedAverageRecall() {
        double sum = 0;
        int occurred = 0;
        for (int truth = 0; truth < counts.length; truth++) {
            double recall = recall(truth);
            if (!Double.isNaN(recall)) {
                sum += recall;
                occurred++;
            }
        }
        return occurred == 0 ? Double.NaN : sum / occurred;
    }
}
