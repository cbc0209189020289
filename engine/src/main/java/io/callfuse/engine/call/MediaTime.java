package io.callfuse.engine.call;

/**
 * The clock of a leg. It counts media frames of 20 ms from the moment the call came under watch; audio frames and gap
 * frames move it, nothing else does, so that a recording replayed at any speed passes through the same times.
 */
public final class MediaTime {
    /** Samples a second of every media frame past the ingress. */
    public static final int SAMPLE_RATE_HZ = 8000;
    /** Length of a media frame (Asterisk's {@code ptime}), ms. */
    public static final int FRAME_MS = 20;
    /** Samples in a media frame. */
    public static final int FRAME_SAMPLES = SAMPLE_RATE_HZ / 1000 * FRAME_MS;
    /** Media frames in a second. */
    public static final int FRAMES_PER_SECOND = 1000 / FRAME_MS;
    /** Length of a media frame, ns. */
    public static final long FRAME_NS = FRAME_MS * 1_000_000L;

    private MediaTime() {}

    /** Returns the media time at which the frame with this index begins, ms. */
    public static long startMs(long frameIndex) {
        return frameIndex * FRAME_MS;
    }

    /** Returns the media time at which the frame with this index ends, ms. */
    public static long endMs(long frameIndex) {
        return (frameIndex + 1) * FRAME_MS;
    }
}
