package io.callfuse.dsp.pitch;

/**
 * Where a frame's level lies between the floor and the peak of the last seconds, in doublings of power (3 dB): both follow at
 * once when they are passed, and come closer by 3 dB a second else. For one thread.
 */
final class LevelRange {
    private static final double DOUBLINGS_A_SECOND = 1;
    private static final double SMALLEST_POWER = 1e-9;
    private static final double LN_2 = 0.6931471805599453;
    private static final double WIDEST = 15;

    private final double step;
    private double level;
    private double peak;
    private double floor;
    private boolean started;

    /** @param hopSeconds from frame to frame */
    LevelRange(double hopSeconds) {
        step = DOUBLINGS_A_SECOND * hopSeconds;
    }

    /** Takes the power of the next frame. */
    void accept(double power) {
        level = StrictMath.log(power + SMALLEST_POWER) / LN_2;
        peak = started ? Math.max(level, peak - step) : level;
        floor = started ? Math.min(level, floor + step) : level;
        started = true;
    }

    /** Doublings under the peak, -15..0. */
    float underPeak() {
        return (float) Math.max(-WIDEST, level - peak);
    }

    /** Doublings over the floor, 0..15. */
    float overFloor() {
        return (float) Math.min(WIDEST, level - floor);
    }

    /** Forgets the frames before. */
    void reset() {
        started = false;
    }
}
