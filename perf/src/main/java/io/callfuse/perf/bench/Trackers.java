package io.callfuse.perf.bench;

import io.callfuse.dsp.pitch.PitchTracker;
import io.callfuse.dsp.pitch.YinPitchTracker;
import io.callfuse.engine.call.MediaTime;

/** All pitch trackers there are, by name. */
final class Trackers {
    /** The one that the engine listens with. */
    static final String OURS = "YIN";

    private static final int FRAME_SIZE = 400;
    private static final double YIN_THRESHOLD = 0.35;

    private Trackers() {}

    static PitchTracker named(String name) {
        return switch (name) {
            case "YIN" -> new YinPitchTracker(MediaTime.SAMPLE_RATE_HZ, FRAME_SIZE, YIN_THRESHOLD);
            default -> throw new IllegalArgumentException("no pitch tracker is called " + name);
        };
    }
}
