package io.callfuse.dsp.pitch;

/** The trackers that can be chosen, at 8 kHz. */
public enum PitchMethod {
    /** {@link CorrelationPitchTracker}: for speech on a telephone line. */
    CORRELATION,
    /** {@link YinPitchTracker}. */
    YIN,
    /** {@link FastYinPitchTracker}: to compare with. */
    FAST_YIN,
    /** {@link McLeodPitchTracker}: to compare with. */
    MCLEOD;

    private static final double SAMPLE_RATE_HZ = 8000;
    private static final int FRAME_SIZE = 400;
    private static final double LARGEST_APERIODICITY = 0.35;
    /** TarsosDSP's own, 0.97, takes three periods for one where one is no whole number of samples. */
    private static final double CUTOFF = 0.9;

    private static final double SMALLEST_CLARITY = 0.6;

    /** Makes one. Frames are to lie 20 ms apart; {@link PitchTracker#frameSize} says how long they are. */
    public PitchTracker tracker() {
        return switch (this) {
            case CORRELATION -> new CorrelationPitchTracker();
            case YIN -> new YinPitchTracker(SAMPLE_RATE_HZ, FRAME_SIZE, LARGEST_APERIODICITY);
            case FAST_YIN -> new FastYinPitchTracker(SAMPLE_RATE_HZ, FRAME_SIZE, LARGEST_APERIODICITY);
            case MCLEOD -> new McLeodPitchTracker(SAMPLE_RATE_HZ, FRAME_SIZE, CUTOFF, SMALLEST_CLARITY);
        };
    }
}
