package io.callfuse.dsp.pitch;

import io.callfuse.dsp.kernel.FastLog;

/**
 * Where a frame's level lies between the floor and the peak of the last seconds, in doublings of power (3 dB): both follow at
 * once when they are passed; else the peak falls by 3 dB a second and the floor rises by 12. For one
 * thread.
 */
final class LevelRange {
    private static final double DOUBLINGS_A_SECOND = 1;
    /** Times as fast as the peak falls the floor rises: speech comes down to it several times a second. */
    private static final double RISES_FASTER = 4;

    /** Before anything is known the floor is taken to lie 36 dB under the first frame: that may be speech. */
    private static final double UNKNOWN = 12;

    private static final double SMALLEST_POWER = 1e-9;
    private static final double WIDEST = 15;
    /** -72 dBFS: as much as the smallest step of G.711. */
    private static final double CODEC = -12;

    private static final double OVER_CODEC = 3;
    private static final double OVER_FLOOR = 4;

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
        level = FastLog.log2(power + SMALLEST_POWER);
        peak = started ? Math.max(level, peak - step) : level;
        floor = started ? Math.min(level, floor + RISES_FASTER * step) : Math.min(level - UNKNOWN, CODEC);
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

    /** How far the level is over the codec's resolution, of 9 dB, 0..1: what lies lower may be rounding alone. */
    float overCodec() {
        return (float) (Math.max(0, Math.min(OVER_CODEC, level - CODEC)) / OVER_CODEC);
    }

    /** How far the level is over the floor, of 12 dB, 0..1: hum is not. */
    float clearOfFloor() {
        return (float) (Math.min(OVER_FLOOR, level - floor) / OVER_FLOOR);
    }

    /** Forgets the frames before. */
    void reset() {
        started = false;
    }
}
