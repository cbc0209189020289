package io.callfuse.models.training;

/**
 * How large the steps of {@link G726} are, as an exponent of 2: a fast and a slow scale, mixed by how steady the signal is (ITU-T
 * G.726, 1990, "quantizer scale factor adaptation" and "adaptation speed control", at 32 kbit/s). For one thread.
 */
final class AdaptiveScale {
    private static final double LEAST = 1.06;
    private static final double MOST = 10;
    /** Below this the line is as good as idle, and the scale moves fast. */
    private static final double IDLE = 3;

    private static final double[] SCALE_STEP = {-0.75, 1.13, 2.56, 4.00, 7.00, 12.38, 22.19, 70.13};
    private static final double[] SPEED_STEP = {0, 0, 0, 1, 1, 1, 3, 7};

    private double fast = LEAST;
    private double slow = LEAST;
    private double shortMean;
    private double longMean;
    private double speed;

    /** The exponent for the next sample, 1.06..10. */
    double exponent() {
        double share = Math.min(speed, 1);
        return share * fast + (1 - share) * slow;
    }

    /** The slow scale alone. */
    double slowExponent() {
        return slow;
    }

    /**
     * Learns from a sample.
     *
     * @param magnitude of the sample's code, 0..7
     * @param tone whether the signal is a tone or a modem
     * @param change whether such a signal has just changed
     */
    void update(int magnitude, boolean tone, boolean change) {
        double exponent = exponent();
        fast = Math.max(LEAST, Math.min(MOST, exponent + (SCALE_STEP[magnitude] - exponent) / 32));
        slow += (fast - slow) / 64;
        shortMean += (SPEED_STEP[magnitude] - shortMean) / 32;
        longMean += (SPEED_STEP[magnitude] - longMean) / 128;
        boolean moving = Math.abs(shortMean - longMean) >= longMean / 8 || exponent < IDLE || tone;
        speed += ((moving ? 2 : 0) - speed) / 16;
        if (change) {
            speed = 1;
        }
    }
}
