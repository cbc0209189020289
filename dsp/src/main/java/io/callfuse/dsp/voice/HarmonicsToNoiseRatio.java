package io.callfuse.dsp.voice;

import io.callfuse.dsp.signal.Decibels;
import java.util.Arrays;

/**
 * How much stronger the periodic part of a voice is than the rest: r / (1 - r) in dB, where r is the frame's autocorrelation at
 * its period, that of the Hann window divided out (Boersma 1993). Allocates when made; for one thread.
 */
final class HarmonicsToNoiseRatio {
    /** What stands for "no noise at all": more than that cannot be told from interpolated 8 kHz. */
    static final double MAX_DB = 30;

    private static final double MAX_CORRELATION = 0.999;
    private static final double MIN_CORRELATION = 0.001;
    /** How many samples the period may lie from the tracked one. */
    private static final int SEARCH = 2;

    private static final int LAGS = 2 * (SEARCH + CorrelationPeak.REACH) + 1;

    /** Of each thread, as long as the longest frame needed it. */
    private static final ThreadLocal<float[]> WEIGHTED = ThreadLocal.withInitial(() -> new float[0]);

    private final double sampleRateHz;
    private final int frameSize;
    private final int longestLag;
    private final float[] window;
    private final float[] perWindowCorrelation;
    private final float[] correlations;
    private final CorrelationPeak peak = new CorrelationPeak();

    /**
     * @param sampleRateHz samples a second
     * @param frameSize samples in a frame; two thirds of it is the longest period
     */
    HarmonicsToNoiseRatio(double sampleRateHz, int frameSize) {
        this.sampleRateHz = sampleRateHz;
        this.frameSize = frameSize;

        this.window = CorrelationWindow.of(frameSize).weights();
        this.perWindowCorrelation = CorrelationWindow.of(frameSize).perCorrelation();
        this.longestLag = perWindowCorrelation.length - 1;
        this.correlations = new float[Correlation.whole(LAGS)];
    }

    /**
     * Returns the ratio of a frame, dB, -{@link #MAX_DB}..{@link #MAX_DB}; {@code NaN} where the
     * period is too long for the frame.
     */
    double measureDb(CentredFrame frame, double f0Hz) {
        double period = sampleRateHz / f0Hz;
        int first = (int) (period + 0.5) - SEARCH - CorrelationPeak.REACH;
        if (first < 1 || first + LAGS - 1 > longestLag) {
            return Double.NaN;
        }
        float[] weighted = work();
        float power = weigh(frame.samples(), weighted);
        Correlation.correlate(weighted, 0, weighted, first, frameSize - first, Correlation.whole(LAGS), correlations);
        int highest = CorrelationPeak.REACH;
        for (int k = 0; k < LAGS; k++) {
            correlations[k] *= perWindowCorrelation[first + k];
        }
        for (int k = highest + 1; k < LAGS - CorrelationPeak.REACH; k++) {
            if (correlations[k] > correlations[highest]) {
                highest = k;
            }
        }
        peak.find(correlations, highest);
        return ratioDb(peak.height() / power);
    }

    private float[] work() {
        float[] work = WEIGHTED.get();
        if (work.length < frameSize + Correlation.whole(LAGS)) {
            work = new float[frameSize + Correlation.whole(LAGS)];
            WEIGHTED.set(work);
        }
        return work;
    }

    /** Writes the frame under the window, and zeros behind it. */
    private float weigh(float[] centred, float[] weighted) {
        for (int n = 0; n < frameSize; n++) {
            weighted[n] = centred[n] * window[n];
        }
        Arrays.fill(weighted, frameSize, weighted.length, 0);
        return Correlation.dot(weighted, 0, weighted, 0, frameSize);
    }

    /** The ratio that a correlation at the period stands for. */
    static double ratioDb(double correlation) {
        double r = Math.max(MIN_CORRELATION, Math.min(MAX_CORRELATION, correlation));
        return Decibels.ofRatio(r / (1 - r));
    }
}
