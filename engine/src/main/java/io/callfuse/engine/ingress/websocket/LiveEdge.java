package io.callfuse.engine.ingress.websocket;

import io.callfuse.engine.call.MediaTime;
import java.time.Duration;

/**
 * Keeps a stream at its live edge: a leaky bucket of media time. What is heard fills it, the clock empties it, a sixteenth faster
 * than real time, so that a peer whose clock is a little fast loses nothing. What comes late comes in a burst: of that so much is
 * heard as the bucket holds, and the rest is skipped, up to what comes as fast as time goes by. So the media never run ahead of the
 * clock by more than the bound, or one message that is longer, however long the stream had stood still. One stream, one thread; allocates nothing.
 */
final class LiveEdge {
    private static final long LEAK_DIVISOR = 16;

    private final long boundNs;
    private boolean begun;
    private long lastNs;
    private long aheadNs;

    /** Lets so much of a burst be heard. */
    LiveEdge(Duration bound) {
        if (bound.toNanos() < MediaTime.FRAME_NS) {
            throw new IllegalArgumentException("a bound of " + bound + " is less than a frame of 20 ms");
        }
        boundNs = bound.toNanos();
    }

    /**
     * Takes a message.
     *
     * @param mediaNs how long it lasts
     * @param nowNs when it arrived, on the clock of {@link System#nanoTime()}
     * @return false if it is to be skipped
     */
    boolean admits(long mediaNs, long nowNs) {
        long passedNs = begun ? Math.max(0, nowNs - lastNs) : 0;
        begun = true;
        lastNs = nowNs;
        aheadNs = Math.max(0, aheadNs - passedNs - passedNs / LEAK_DIVISOR);
        if (aheadNs > 0 && aheadNs + mediaNs > boundNs) {
            return false;
        }
        aheadNs = Math.min(boundNs, aheadNs + mediaNs);
        return true;
    }
}
