package io.callfuse.models.training;

import java.util.List;

/**
 * Mean and standard deviation of each feature, every corpus counting alike and within it every class by its prior; values that
 * are not known do not count. Immutable.
 */
public final class FeatureScaling {
    private static final double LEAST_DEVIATION = 1e-6;

    private final float[] mean;
    private final float[] scale;

    /**
     * One clip whose features are looked at.
     *
     * @param values raw features, {@code NaN} where there is none
     * @param label index of its class
     * @param corpus index of its corpus
     */
    public record Reading(double[] values, int label, int corpus) {}

    /** Looks at some readings, all with as many values. */
    public FeatureScaling(List<Reading> readings, ClassTargets targets) {
        if (readings.isEmpty()) {
            throw new IllegalArgumentException("there are no readings");
        }
        int features = readings.get(0).values().length;
        for (Reading reading : readings) {
            if (reading.values().length != features || reading.label() >= targets.classes()) {
                throw new IllegalArgumentException("a reading of " + reading.values().length + " values, the first has "
                        + features + ", and of class " + reading.label());
            }
        }
        double[] weight = weights(readings, targets);
        this.mean = new float[features];
        this.scale = new float[features];
        for (int f = 0; f < features; f++) {
            double middle = average(readings, weight, f, 0, 1);
            double variance = average(readings, weight, f, middle, 2);
            mean[f] = (float) middle;
            scale[f] = (float) (Math.sqrt(variance) + LEAST_DEVIATION);
        }
    }

    /** Weighted mean of a feature, 0 where it is never known. */
    public float mean(int feature) {
        return mean[feature];
    }

    /** Weighted standard deviation of a feature, over 0. */
    public float scale(int feature) {
        return scale[feature];
    }

    private static double average(List<Reading> readings, double[] weight, int feature, double from, int power) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < weight.length; i++) {
            double value = readings.get(i).values()[feature] - from;
            if (Double.isFinite(value)) {
                sum += weight[i] * (power == 2 ? value * value : value);
                weights += weight[i];
            }
        }
        return weights == 0 ? 0 : sum / weights;
    }

    private static double[] weights(List<Reading> readings, ClassTargets targets) {
        int corpora = 1 + readings.stream().mapToInt(Reading::corpus).max().orElse(0);
        int[][] counts = new int[corpora][targets.classes()];
        for (Reading reading : readings) {
            counts[reading.corpus()][reading.label()]++;
        }
        double[] weight = new double[readings.size()];
        for (int i = 0; i < weight.length; i++) {
            Reading reading = readings.get(i);
            weight[i] = targets.prior().get(reading.label()) / counts[reading.corpus()][reading.label()];
        }
        return weight;
    }
}
