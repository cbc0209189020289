package io.callfuse.dsp.voice;

import io.callfuse.dsp.signal.Decibels;

/**
 * How unsteady a voice is from one period to the next: {@code jitterLocal}, the mean change of the period's length over its mean
 * length, and {@code shimmerLocalDb}, the mean change of its level (Eyben et al. 2016; the bounds of what still counts as
 * neighbours are Boersma and Weenink's). Frames overlap, and each call counts the periods that are new in its frame. Allocates
 * when made; for one thread.
 */
final class PeriodPerturbation {
    private static final double MAX_PERIOD_RATIO = 1.3;
    private static final double MAX_AMPLITUDE_RATIO = 1.6;
    /** Half the width over which a period's level is taken, of its length. */
    private static final double LEVEL_SHARE = 0.25;
    /** The longest period for which the walk can go on in the next frame, of what two frames share. */
    private static final double MAX_PERIOD_SHARE = 0.55;

    private final double sampleRateHz;
    private final int hopSize;
    private final int frameSize;
    private final double longestPeriod;
    private final PeriodMarker marker;
    private boolean walking;
    private double previousPeriod = Double.NaN;
    private double previousPower = Double.NaN;
    private int periods;
    private int periodPairs;
    private int powerPairs;
    private double lengths;
    private double lengthChanges;
    private double levelChangesDb;

    /**
     * @param sampleRateHz samples a second
     * @param frameSize samples in a frame
     * @param hopSize samples from one frame's start to the next's; about half of what they share is the longest period
     */
    PeriodPerturbation(double sampleRateHz, int frameSize, int hopSize) {
        this.sampleRateHz = sampleRateHz;
        this.hopSize = hopSize;
        this.frameSize = frameSize;
        this.longestPeriod = MAX_PERIOD_SHARE * (frameSize - hopSize);
        this.marker = new PeriodMarker((int) longestPeriod + 1);
    }

    /** Measures the periods that are new in the next frame; the results stand until the next call. */
    void measure(CentredFrame frame, double f0Hz) {
        clear();
        double period = sampleRateHz / f0Hz;
        if (period > longestPeriod) {
            forget();
            return;
        }
        marker.shift(hopSize);
        if (!walking || marker.mark() < 0) {
            forget();
            marker.start(frame, (frameSize - hopSize) / 2, period);
            previousPower = power(frame, period);
            walking = true;
        }
        int end = (frameSize + hopSize) / 2;
        while (marker.mark() + period <= end && marker.fits(frame, period)) {
            step(frame, period);
        }
    }

    /** Says that a frame has no pitch: nothing has a value, and the next periods have nothing to do with those before. */
    void reset() {
        clear();
        forget();
    }

    private void forget() {
        walking = false;
        previousPeriod = Double.NaN;
        previousPower = Double.NaN;
    }

    /** Mean change from period to period over the mean period, 0 (steady) to 0.3; {@code NaN} when there are no two. */
    double jitterLocal() {
        return periodPairs == 0 ? Double.NaN : lengthChanges / periodPairs / (lengths / periods);
    }

    /** Mean change of level from period to period, dB, 0 (steady) to 4.1; {@code NaN} when there are no two. */
    double shimmerLocalDb() {
        return powerPairs == 0 ? Double.NaN : levelChangesDb / powerPairs;
    }

    /** How many periods the results are of. */
    int periods() {
        return periods;
    }

    private void clear() {
        periods = 0;
        periodPairs = 0;
        powerPairs = 0;
        lengths = 0;
        lengthChanges = 0;
        levelChangesDb = 0;
    }

    private void step(CentredFrame frame, double expectedPeriod) {
        boolean alike = marker.next(frame, expectedPeriod);
        double power = power(frame, expectedPeriod);
        if (!alike) {
            previousPeriod = Double.NaN;
            previousPower = power;
            return;
        }
        double period = marker.period();
        periods++;
        lengths += period;
        if (areNeighbours(period, previousPeriod, MAX_PERIOD_RATIO)) {
            periodPairs++;
            lengthChanges += Math.abs(period - previousPeriod);
        }
        if (areNeighbours(power, previousPower, MAX_AMPLITUDE_RATIO * MAX_AMPLITUDE_RATIO)) {
            powerPairs++;
            levelChangesDb += Math.abs(Decibels.ofRatio(power / previousPower));
        }
        previousPeriod = period;
        previousPower = power;
    }

    /** False also when there is no previous value. */
    private static boolean areNeighbours(double value, double previous, double maxRatio) {
        return value > 0 && previous > 0 && value < maxRatio * previous && previous < maxRatio * value;
    }

    /** Mean square around the mark, weighted by (1 - u^2)^2, which is nearly a Hann window but needs no cosine. */
    private double power(CentredFrame frame, double periodSamples) {
        float[] x = frame.samples();
        double reach = LEVEL_SHARE * periodSamples;
        double perReach = 1 / reach;
        double mark = marker.mark();
        int first = Math.max(0, (int) (mark - reach) + 1);
        int last = Math.min(frameSize - 1, (int) (mark + reach));
        double sum = 0;
        double weights = 0;
        for (int n = first; n <= last; n++) {
            double u = (n - mark) * perReach;
            double weight = 1 - u * u;
            weight *= weight;
            sum += weight * x[n] * x[n];
            weights += weight;
        }
        return weights > 0 ? sum / weights : 0;
    }
}
