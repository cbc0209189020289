package io.callfuse.engine.sender;

import java.util.function.LongSupplier;

/** Frames as long as the engine is no more than the window behind. */
final class WindowedPace implements Pace {
    private static final long LOOK_AGAIN_NS = 200_000;

    private final LongSupplier analysedMs;
    private final long windowMs;

    WindowedPace(LongSupplier analysedMs, long windowMs) {
        this.analysedMs = analysedMs;
        this.windowMs = windowMs;
    }

    @Override
    public long waitNs(long frameIndex) {
        long sentMs = (frameIndex + 1) * FRAME_MS;
        return sentMs - Math.max(0, analysedMs.getAsLong()) <= windowMs ? 0 : LOOK_AGAIN_NS;
    }
}
