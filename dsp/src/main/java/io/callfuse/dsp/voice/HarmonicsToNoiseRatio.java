package io.callfuse.dsp.voice;

import io.callfuse.dsp.signal.Decibels;

/**
 * How much stronger the periodic part of a voice is than the rest: r / (1 - r) in dB, where r is the frame's autocorrelation at
 * its period, that of the Hann window divided out (Boersma 1993). Allocates when made; for one thread.
 */
public final class HarmonicsToNoiseRatio {
    /** What stands for "no noise at all": more than that cannot be told at 8 kHz. */
    public static final double MAX_DB = 40;

    private static final double MAX_CORRELATION = 0.9999;
    private static final double MIN_CORRELATION = 0.0001;
    /** How far the period may lie from the tracked one: the tracker's grid, and a glide. */
    private static final double SEARCH_SHARE = 0.03;

    private final double sampleRateHz;
    private final int frameSize;
    private final int longestLag;
    private final float[] window;
    private final float[] perWindowCorrelation;
    private final float[] weighted;
    private final float[] correlations;
    private final CentredFrame frame;
    private final CorrelationPeak peak = new CorrelationPeak();

    /**
     * @param sampleRateHz samples a second
     * @param frameSize samples in a frame; two thirds of it is the longest period
     */
    public HarmonicsToNoiseRatio(double sampleRateHz, int frameSize) {
        if (sampleRateHz <= 0 || frameSize < 64) {
            throw new IllegalArgumentException(frameSize + " samples at " + sampleRateHz + " Hz");
        }
        this.sampleRateHz = sampleRateHz;
        this.frameSize = frameSize;
        this.longestLag = frameSize * 2 / 3;
        this.window = new float[frameSize];
        this.perWindowCorrelation = new float[longestLag + 1];
        this.weighted = new float[frameSize + longestLag + 4];
        this.correlations = new float[searched(longestLag) * 2 + 2 * CorrelationPeak.REACH + 1];
        this.frame = new CentredFrame(frameSize);
        for (int n = 0; n < frameSize; n++) {
            window[n] = (float) (0.5 - 0.5 * StrictMath.cos(2 * Math.PI * (n + 0.5) / frameSize));
        }
        for (int lag = 0; lag <= longestLag; lag++) {
            double turn = 2 * Math.PI * lag / frameSize;
            double share = lag / (double) frameSize;
            perWindowCorrelation[lag] =
                    (float) (1 / ((1 - share) * (2 + StrictMath.cos(turn)) / 3 + StrictMath.sin(turn) / (2 * Math.PI)));
        }
    }

    /** Samples in a frame. */
    public int frameSize() {
        return frameSize;
    }

    /**
     * Returns the ratio of the frame that starts at {@code offset}, dB, -{@link #MAX_DB}..{@link #MAX_DB}; {@code NaN} when it has
     * none: no pitch ({@code f0Hz} 0 or {@code NaN}), a period that is too long for the frame, silence.
     */
    public double measureDb(float[] samples, int offset, double f0Hz) {
        double period = sampleRateHz / f0Hz;
        if (!(f0Hz > 0) || period < 2 * CorrelationPeak.REACH) {
            return Double.NaN;
        }
        int search = searched(period);
        int centre = (int) (period + 0.5);
        int first = centre - search - CorrelationPeak.REACH;
        int count = 2 * (search + CorrelationPeak.REACH) + 1;
        if (first < 1 || first + count - 1 > longestLag || !frame.take(samples, offset, frameSize)) {
            return Double.NaN;
        }
        float power = weigh();
        Correlation.correlate(weighted, 0, weighted, first, frameSize - first, count, correlations);
        int highest = CorrelationPeak.REACH;
        for (int k = 0; k < count; k++) {
            correlations[k] *= perWindowCorrelation[first + k];
        }
        for (int k = highest + 1; k < count - CorrelationPeak.REACH; k++) {
            if (correlations[k] > correlations[highest]) {
                highest = k;
            }
        }
        peak.find(correlations, highest);
        return ratioDb(peak.height() / power);
    }

    private float weigh() {
        float[] centred = frame.samples();
        for (int n = 0; n < frameSize; n++) {
            weighted[n] = centred[n] * window[n];
        }
        return Correlation.dot(weighted, 0, weighted, 0, frameSize);
    }

    /** The ratio that a correlation at the period stands for. */
    static double ratioDb(double correlation) {
        double r = Math.max(MIN_CORRELATION, Math.min(MAX_CORRELATION, correlation));
        return Decibels.ofRatio(r / (1 - r));
    }

    private static int searched(double period) {
        return 1 + (int) (SEARCH_SHARE * period);
    }
}
