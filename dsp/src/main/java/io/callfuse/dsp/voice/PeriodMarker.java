package io.callfuse.dsp.voice;

/**
 * Walks along a voice from period to period: the next mark lies where the waveform is most like that around the last one
 * (waveform matching, as in Milenkovic 1987), one period on, give or take 12 %. Frames overlap; the walk goes on where it ended
 * in the frame before. Allocates when made; for one thread.
 */
final class PeriodMarker {
    private static final double SEARCH_SHARE = 0.12;
    /** Two periods that are less alike are no neighbours: the voice broke off, or the pitch is wrong. */
    private static final double MIN_LIKENESS = 0.5;

    private static final int MIN_SEARCH = 2;

    private final float[] correlations;
    private final CorrelationPeak peak = new CorrelationPeak();
    private double mark;
    private double period;
    private double highestEnergy;

    /** @param longestPeriod longest period that is followed, samples */
    PeriodMarker(int longestPeriod) {
        correlations = new float[Correlation.whole(2 * (search(longestPeriod) + CorrelationPeak.REACH) + 1)];
    }

    /** Starts at the strongest sample of the period that begins at {@code from}. */
    void start(CentredFrame frame, int from, double periodSamples) {
        float[] x = frame.samples();
        int to = Math.min(frame.length(), from + length(periodSamples));
        int strongest = from;
        for (int i = from + 1; i < to; i++) {
            if (Math.abs(x[i]) > Math.abs(x[strongest])) {
                strongest = i;
            }
        }
        mark = strongest;
    }

    /** Says that the next frame starts {@code hop} samples later. */
    void shift(int hop) {
        mark -= hop;
    }

    /** Whether the frame reaches far enough for another period after the mark. */
    boolean fits(CentredFrame frame, double periodSamples) {
        return mark >= 0 && lastLag(periodSamples) + begin(periodSamples) + length(periodSamples) < frame.length();
    }

    /**
     * Goes to the next mark; only where it {@link #fits}.
     *
     * @return whether the two periods are alike, so that {@link #period} means something
     */
    boolean next(CentredFrame frame, double periodSamples) {
        float[] x = frame.samples();
        int begin = begin(periodSamples);
        int length = length(periodSamples);
        int firstLag = firstLag(periodSamples);
        int count = lastLag(periodSamples) - firstLag + 1;
        Correlation.correlate(x, begin, x, begin + firstLag, length, Correlation.whole(count), correlations);
        int highest = mostAlike(x, begin + firstLag, length, count);
        peak.find(correlations, highest);
        double energy = Correlation.dot(x, begin, x, begin, length);
        double likeness = peak.height() / Math.sqrt(energy * highestEnergy + Float.MIN_NORMAL);
        boolean edge = highest == CorrelationPeak.REACH || highest == count - 1 - CorrelationPeak.REACH;
        boolean alike = !edge && likeness >= MIN_LIKENESS;
        period = alike ? firstLag + peak.place() : periodSamples;
        mark += period;
        return alike;
    }

    /** Where the mark is, samples from the frame's start. */
    double mark() {
        return mark;
    }

    /** The period that ends at the mark, samples. */
    double period() {
        return period;
    }

    /** Returns the lag of the highest correlation over the root of the later segment's energy, which is renewed lag by lag. */
    private int mostAlike(float[] x, int from, int length, int count) {
        int last = count - 1 - CorrelationPeak.REACH;
        int highest = CorrelationPeak.REACH;
        double highestRatio = 0;
        double energy = Correlation.dot(x, from + highest, x, from + highest, length);
        highestEnergy = energy;
        for (int k = highest; k <= last; k++) {
            double correlation = correlations[k];
            double ratio = correlation > 0 ? correlation * correlation / (energy + Float.MIN_NORMAL) : 0;
            if (ratio > highestRatio) {
                highest = k;
                highestRatio = ratio;
                highestEnergy = energy;
            }
            double leaving = x[from + k];
            double coming = x[from + k + length];
            energy = Math.max(0, energy + coming * coming - leaving * leaving);
        }
        return highest;
    }

    private int begin(double periodSamples) {
        return Math.max(0, (int) (mark - 0.5 * periodSamples + 0.5));
    }

    private static int length(double periodSamples) {
        return (int) (periodSamples + 0.5);
    }

    private static int firstLag(double periodSamples) {
        return (int) (periodSamples + 0.5) - search(periodSamples) - CorrelationPeak.REACH;
    }

    private static int lastLag(double periodSamples) {
        return (int) (periodSamples + 0.5) + search(periodSamples) + CorrelationPeak.REACH;
    }

    private static int search(double periodSamples) {
        return MIN_SEARCH + (int) (SEARCH_SHARE * periodSamples);
    }
}
