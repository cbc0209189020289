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
    private final float[] likeness;
    private final CorrelationPeak peak = new CorrelationPeak();
    private double mark;
    private double period;
    private double peakLikeness;

    /** @param longestPeriod longest period that is followed, samples */
    PeriodMarker(int longestPeriod) {
        correlations = new float[2 * (MIN_SEARCH + (int) (SEARCH_SHARE * longestPeriod) + CorrelationPeak.REACH) + 4];
        likeness = new float[correlations.length];
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
        Correlation.correlate(x, begin, x, begin + firstLag, length, count, correlations);
        int highest = normalise(x, begin, length, firstLag, count);
        peak.find(likeness, highest);
        peakLikeness = peak.height();
        boolean edge = highest == CorrelationPeak.REACH || highest == count - 1 - CorrelationPeak.REACH;
        boolean alike = !edge && peakLikeness >= MIN_LIKENESS;
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

    /** How alike it and the one before are, correlation, 1 at most but for interpolation. */
    double peakLikeness() {
        return peakLikeness;
    }

    /** Divides by the two segments' energies, that of the later one renewed from lag to lag. */
    private int normalise(float[] x, int begin, int length, int firstLag, int count) {
        double energy = Correlation.dot(x, begin, x, begin, length);
        int from = begin + firstLag;
        double later = Correlation.dot(x, from, x, from, length);
        int highest = CorrelationPeak.REACH;
        for (int k = 0; k < count; k++) {
            likeness[k] = (float) (correlations[k] / Math.sqrt(energy * Math.max(later, 0) + Float.MIN_NORMAL));
            boolean inside = k >= CorrelationPeak.REACH && k < count - CorrelationPeak.REACH;
            if (inside && likeness[k] > likeness[highest]) {
                highest = k;
            }
            double leaving = x[from + k];
            double coming = from + k + length < x.length ? x[from + k + length] : 0;
            later += coming * coming - leaving * leaving;
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
