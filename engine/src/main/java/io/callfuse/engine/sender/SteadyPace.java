package io.callfuse.engine.sender;

import java.util.function.LongSupplier;

/** Frames at equal distances from the first one on. */
final class SteadyPace implements Pace {
    private final double frameNs;
    private final LongSupplier nanoClock;
    private long startNs;
    private boolean started;

    SteadyPace(double frameNs, LongSupplier nanoClock) {
        this.frameNs = frameNs;
        this.nanoClock = nanoClock;
    }

    @Override
    public long waitNs(long frameIndex) {
        long nowNs = nanoClock.getAsLong();
        if (!started) {
            startNs = nowNs - (long) (frameIndex * frameNs);
            started = true;
        }
        return startNs + (long) (frameIndex * frameNs) - nowNs;
    }
}
