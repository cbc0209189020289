package io.callfuse.dsp.voice;

/**
 * How clear and how steady a voice is: {@code HNRdBACF}, {@code jitterLocal} and {@code shimmerLocaldB} of the Geneva set (Eyben
 * et al. 2016) of one analysis frame whose pitch is known. Frames overlap, and each period of the voice is counted in one frame:
 * the one whose middle hop it ends in. Allocates when made, never after; for one thread.
 */
public final class VoiceQuality {
    private static final double SHORTEST_PERIOD = 2 * CorrelationPeak.REACH;

    private final double sampleRateHz;
    private final int frameSize;
    private final HarmonicsToNoiseRatio ratio;
    private final PeriodPerturbation perturbation;
    private double hnrDb = Double.NaN;

    /**
     * @param sampleRateHz samples a second
     * @param frameSize samples in a frame; of 400 at 8 kHz the ratio is within a dB of one over 60 ms, of less it is higher
     * @param hopSize samples from one frame's start to the next's, half a frame at most; about half of what two frames share is
     *     the longest period
     */
    public VoiceQuality(double sampleRateHz, int frameSize, int hopSize) {
        if (sampleRateHz <= 0 || frameSize < 64 || hopSize < 1 || frameSize < 2 * hopSize) {
            throw new IllegalArgumentException(
                    "frames of " + frameSize + " every " + hopSize + " samples at " + sampleRateHz + " Hz");
        }
        this.sampleRateHz = sampleRateHz;
        this.frameSize = frameSize;
        this.ratio = new HarmonicsToNoiseRatio(sampleRateHz, frameSize);
        this.perturbation = new PeriodPerturbation(sampleRateHz, frameSize, hopSize);
    }

    /** Samples in a frame. */
    public int frameSize() {
        return frameSize;
    }

    /**
     * Measures the frame that starts at {@code offset}; the results stand until the next call. Nothing has a value when the frame
     * is silent, has no pitch, or holds something that is no number.
     *
     * @param f0Hz its pitch; 0 or {@code NaN} when it has none
     */
    public void measure(float[] samples, int offset, double f0Hz) {
        double period = sampleRateHz / f0Hz;
        CentredFrame frame = CentredFrame.ofThread();
        boolean pitched = period >= SHORTEST_PERIOD && period <= frameSize;
        if (!pitched || !frame.take(samples, offset, frameSize)) {
            reset();
            return;
        }
        hnrDb = ratio.measureDb(frame, f0Hz);
        perturbation.measure(frame, f0Hz);
    }

    /** Forgets the voice before: what follows has nothing to do with it. Until the next frame nothing has a value. */
    public void reset() {
        hnrDb = Double.NaN;
        perturbation.reset();
    }

    /**
     * Periodic part over the rest, dB, -30 to 30; {@code NaN} when the frame has no pitch, or one whose period is longer than two
     * thirds of it.
     */
    public double hnrDb() {
        return hnrDb;
    }

    /**
     * Mean change of length from period to period over the mean length, 0 (steady) to 0.3; {@code NaN} when there are no two
     * periods to compare.
     */
    public double jitterLocal() {
        return perturbation.jitterLocal();
    }

    /** Mean change of level from period to period, dB, 0 (steady) to 4.1; {@code NaN} when there are no two periods to compare. */
    public double shimmerLocalDb() {
        return perturbation.shimmerLocalDb();
    }

    /** How many periods jitter and shimmer are of, by which a mean over frames may weigh them. */
    public int periods() {
        return perturbation.periods();
    }
}
