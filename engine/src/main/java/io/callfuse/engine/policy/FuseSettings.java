package io.callfuse.engine.policy;

import java.time.Duration;

/**
 * When the fuse trips.
 *
 * @param enterThreshold score, 0-100, at or over which the fuse begins to confirm
 * @param exitThreshold score, 0-100, under which a confirming fuse closes again; at most {@code enterThreshold}
 * @param dwell how long the fuse confirms before it trips; not negative
 * @param cooldown how long after a trip no other can follow; at least 1 s
 */
public record FuseSettings(double enterThreshold, double exitThreshold, Duration dwell, Duration cooldown) {
    private static final Duration LEAST_COOLDOWN = Duration.ofSeconds(1);

    /** Rejects thresholds and times that cannot hold together. */
    public FuseSettings {
        if (!(enterThreshold >= 0 && enterThreshold <= 100)) {
            throw new IllegalArgumentException("enterThreshold " + enterThreshold + " is outside 0-100");
        }
        if (!(exitThreshold >= 0 && exitThreshold <= enterThreshold)) {
            throw new IllegalArgumentException(
                    "exitThreshold " + exitThreshold + " is outside 0-" + enterThreshold + " (enterThreshold)");
        }
        if (dwell.isNegative()) {
            throw new IllegalArgumentException("dwell " + dwell + " is negative");
        }
        if (cooldown.compareTo(LEAST_COOLDOWN) < 0) {
            throw new IllegalArgumentException("cooldown " + cooldown + " is below 1 s");
        }
    }
}
