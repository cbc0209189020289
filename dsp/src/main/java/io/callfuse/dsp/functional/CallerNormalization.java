package io.callfuse.dsp.functional;

import java.util.Arrays;

/**
 * Features against what the same caller's features have been so far: each reading less the mean of the readings before, over
 * their standard deviation (Welford 1962). Works for any feature, those that {@link SlidingFunctionals#readAgainstBaseline}
 * cannot compare too. Until there are readings enough to know a spread, the expected one fills in. Nothing is allocated after
 * construction. For one thread.
 */
public final class CallerNormalization {
    /** No feature of a voice is so large; the square of what is would swallow all else. */
    private static final double MAX_READING = 1e15;

    private final double[] expectedStddev;
    private final double priorReadings;
    private final int[] counts;
    private final double[] means;
    private final double[] squares;

    /**
     * @param expectedStddev of each feature within one caller's speech, above 0, in the unit of the feature
     * @param priorReadings how many readings the expectation weighs, above 0; a difference to the mean of as many counts for half
     */
    public CallerNormalization(double[] expectedStddev, double priorReadings) {
        for (double stddev : expectedStddev) {
            if (!(stddev > 0)) {
                throw new IllegalArgumentException("no standard deviation of " + stddev);
            }
        }
        if (!(priorReadings > 0)) {
            throw new IllegalArgumentException("no weight of " + priorReadings + " readings");
        }
        this.expectedStddev = expectedStddev.clone();
        this.priorReadings = priorReadings;
        counts = new int[expectedStddev.length];
        means = new double[expectedStddev.length];
        squares = new double[expectedStddev.length];
    }

    /**
     * Takes the readings of one moment into account from now on; those that are {@code NaN}, infinite or beyond 1e15 are passed
     * over.
     */
    public void accept(double[] readings) {
        for (int i = 0; i < counts.length; i++) {
            if (known(readings[i])) {
                counts[i]++;
                double off = readings[i] - means[i];
                means[i] += off / counts[i];
                squares[i] += off * (readings[i] - means[i]);
            }
        }
    }

    /**
     * Writes each reading in standard deviations above the mean of what was accepted; 0 for the first, {@code NaN} for one that is
     * passed over.
     */
    public void normalize(double[] readings, double[] into) {
        for (int i = 0; i < counts.length; i++) {
            if (known(readings[i])) {
                double weight = counts[i] + priorReadings;
                double prior = priorReadings * expectedStddev[i] * expectedStddev[i];
                double stddev = Math.sqrt((squares[i] + prior) / weight);
                into[i] = counts[i] / weight * (readings[i] - means[i]) / stddev;
            } else {
                into[i] = Double.NaN;
            }
        }
    }

    private static boolean known(double reading) {
        return Math.abs(reading) <= MAX_READING;
    }

    /** How many readings of a feature were accepted. */
    public int count(int feature) {
        return counts[feature];
    }

    /** Forgets the caller. */
    public void reset() {
        Arrays.fill(counts, 0);
        Arrays.fill(means, 0);
        Arrays.fill(squares, 0);
    }
}
