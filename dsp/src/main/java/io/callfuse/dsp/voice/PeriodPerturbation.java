package io.callfuse.dsp.voice;

import io.callfuse.dsp.signal.Decibels;

/**
 * How unsteady a voice is from one period to the next: {@code jitterLocal}, the mean change of the period's length over its mean
 * length, and {@code shimmerLocalDb}, the mean change of its level (Eyben et al. 2016; the bounds of what still counts as
 * neighbours are Boersma and Weenink's). Frames overlap, and each call counts the periods that are new in its frame. Allocates
 * when made; for one thread.
 */
public final class PeriodPerturbation {
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
    private final CentredFrame frame;
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
    private double likeness;

    /**
     * @param sampleRateHz samples a second
     * @param frameSize samples in a frame
     * @param hopSize samples from one frame's start to the next's; about half of what they share is the longest period
     */
    public PeriodPerturbation(double sampleRateHz, int frameSize, int hopSize) {
        if (sampleRateHz <= 0 || hopSize < 1 || frameSize < 2 * hopSize) {
            throw new IllegalArgumentException(
                    "frames of " + frameSize + " every " + hopSize + " samples at " + sampleRateHz + " Hz");
        }
        this.sampleRateHz = sampleRateHz;
        this.hopSize = hopSize;
        this.frameSize = frameSize;
        this.longestPeriod = MAX_PERIOD_SHARE * (frameSize - hopSize);
        this.frame = new CentredFrame(frameSize);
        this.marker = new PeriodMarker((int) longestPeriod + 1);
    }

    /** Samples in a frame. */
    public int frameSize() {
        return frameSize;
    }

    /**
     * Measures the periods that are new in the frame that starts at {@code offset}; the results stand until the next call.
     *
     * @param f0Hz its pitch; 0 or {@code NaN} when it has none, by which the walk ends
     */
    public void measure(float[] samples, int offset, double f0Hz) {
        clear();
        double period = sampleRateHz / f0Hz;
        if (!(f0Hz > 0) || period < 2 * CorrelationPeak.REACH || period > longestPeriod) {
            reset();
            return;
        }
        if (!frame.take(samples, offset, frameSize)) {
            reset();
            return;
        }
        marker.shift(hopSize);
        if (!walking || marker.mark() < 0) {
            reset();
            marker.start(frame, (frameSize - hopSize) / 2, period);
            previousPower = power(period);
            walking = true;
        }
        int end = (frameSize + hopSize) / 2;
        while (marker.mark() + period <= end && marker.fits(frame, period)) {
            step(period);
        }
    }

    /** Forgets the voice before: what follows has nothing to do with it. */
    public void reset() {
        walking = false;
        previousPeriod = Double.NaN;
        previousPower = Double.NaN;
    }

    /** Mean change from period to period over the mean period, 0 (steady) to 0.3; {@code NaN} when there are no two. */
    public double jitterLocal() {
        return periodPairs == 0 ? Double.NaN : lengthChanges / periodPairs / (lengths / periods);
    }

    /** Mean change of level from period to period, dB, 0 (steady) to 4.1; {@code NaN} when there are no two. */
    public double shimmerLocalDb() {
        return powerPairs == 0 ? Double.NaN : levelChangesDb / powerPairs;
    }

    /** Harmonics-to-noise ratio from the likeness of neighbouring periods, dB; {@code NaN} when there is none. */
    double hnrDb() {
        return periods == 0 ? Double.NaN : HarmonicsToNoiseRatio.ratioDb(likeness / periods);
    }

    /** How many periods the results are of. */
    public int periods() {
        return periods;
    }

    private void clear() {
        periods = 0;
        periodPairs = 0;
        powerPairs = 0;
        lengths = 0;
        lengthChanges = 0;
        levelChangesDb = 0;
        likeness = 0;
    }

    private void step(double expectedPeriod) {
        boolean alike = marker.next(frame, expectedPeriod);
        double power = power(expectedPeriod);
        if (!alike) {
            previousPeriod = Double.NaN;
            previousPower = power;
            return;
        }
        double period = marker.period();
        periods++;
        lengths += period;
        likeness += marker.peakLikeness();
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
    private double power(double periodSamples) {
        float[] x = frame.samples();
        double reach = LEVEL_SHARE * periodSamples;
        double mark = marker.mark();
        int first = Math.max(0, (int) (mark - reach) + 1);
        int last = Math.min(frameSize - 1, (int) (mark + reach));
        double sum = 0;
        double weights = 0;
        for (int n = first; n <= last; n++) {
            double u = (n - mark) / reach;
            double weight = (1 - u * u) * (1 - u * u);
            sum += weight * x[n] * x[n];
            weights += weight;
        }
        return weights > 0 ? sum / weights : 0;
    }
}
