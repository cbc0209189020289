package io.callfuse.engine.ingress.recording;

import java.nio.ByteBuffer;

/**
 * The frames of a recording in which nothing came, from the first to the last: a chunk {@code gaps} of pairs of 32-bit numbers, which
 * frame of 20 ms, and how many from there on. Asked for one frame after the other.
 */
final class FrameGaps {
    /** None. */
    static final FrameGaps NONE = new FrameGaps(new long[0]);

    private static final long UNSIGNED = 0xffff_ffffL;

    private final long[] bounds;
    private int next;

    private FrameGaps(long[] bounds) {
        this.bounds = bounds;
    }

    /** Reads the body of the chunk, the low byte first; what is torn, or out of order, ends it. */
    static FrameGaps read(ByteBuffer body) {
        long[] bounds = new long[body.remaining() / Integer.BYTES / 2 * 2];
        long end = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            bounds[i] = body.getInt() & UNSIGNED;
            bounds[i + 1] = bounds[i] + (body.getInt() & UNSIGNED);
            if (bounds[i] < end) {
                return NONE;
            }
            end = bounds[i + 1];
        }
        return new FrameGaps(bounds);
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    /** Whether nothing came in a frame; no earlier one than asked for before. */
    boolean has(long frame) {
        while (next < bounds.length && frame >= bounds[next + 1]) {
            next += 2;
        }
        return next < bounds.length && frame >= bounds[next];
    }
}
