package io.callfuse.engine.sender;

import java.util.function.LongSupplier;

/** When the next 20 ms may be sent. Belongs to one stream; called by the thread that sends it. */
@FunctionalInterface
public interface Pace {
    /** Length of what one frame carries, ms. */
    int FRAME_MS = 20;

    /**
     * Returns how long the sender has to wait, ns, before the frame may leave; 0 or less: now. It is asked again after
     * the wait.
     *
     * @param frameIndex 0 for the first frame of the stream
     */
    long waitNs(long frameIndex);

    /**
     * One frame every 20 ms, divided by the factor, from the first question on. A sender that falls behind catches up.
     *
     * @param factor 1 is the speed of a live call, 10 ten times that; must be positive
     * @param nanoClock such as {@link System#nanoTime}
     */
    static Pace atSpeed(double factor, LongSupplier nanoClock) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("the speed is " + factor + ", must be over 0");
        }
        return new SteadyPace(FRAME_MS * 1_000_000.0 / factor, nanoClock);
    }

    /**
     * As fast as the engine follows: never more than the window ahead of what it has analysed.
     *
     * @param analysedMs media time the engine has analysed of this stream, ms; below 0 while it does not know the stream
     * @param windowMs how far the sender may be ahead, ms; at least one frame
     */
    static Pace within(LongSupplier analysedMs, long windowMs) {
        if (windowMs < FRAME_MS) {
            throw new IllegalArgumentException(
                    "the window is " + windowMs + " ms, must be " + FRAME_MS + " ms or more");
        }
        return new WindowedPace(analysedMs, windowMs);
    }
}
