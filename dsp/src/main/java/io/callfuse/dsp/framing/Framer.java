package io.callfuse.dsp.framing;

/**
 * Cuts blocks of 16-bit samples into analysis frames of {@code frameSize} samples, one every {@code hopSize}, scaled to -1..1.
 * Allocates when made, never after; for one thread.
 */
public final class Framer {
    private static final float FULL_SCALE = 32768f;

    private final int frameSize;
    private final int hopSize;
    private final float[] pending;
    private int filled;

    /**
     * @param frameSize samples in a frame
     * @param hopSize samples from the start of a frame to the start of the next, {@code frameSize} at most
     * @param maxBlockSize the longest block that will be given at once
     */
    public Framer(int frameSize, int hopSize, int maxBlockSize) {
        if (hopSize < 1 || hopSize > frameSize) {
            throw new IllegalArgumentException("hopSize is " + hopSize + ", not 1.." + frameSize);
        }
        if (maxBlockSize < 1) {
            throw new IllegalArgumentException("maxBlockSize is " + maxBlockSize + ", not at least 1");
        }
        this.frameSize = frameSize;
        this.hopSize = hopSize;
        this.pending = new float[frameSize + maxBlockSize];
    }

    /** Takes the next block; all frames that are complete must have been taken with {@link #next} before. */
    public void accept(short[] samples, int offset, int length) {
        requireRoom(length);
        for (int i = 0; i < length; i++) {
            pending[filled + i] = samples[offset + i] / FULL_SCALE;
        }
        filled += length;
    }

    /** Takes the next block of samples that are scaled already; what is no number becomes 0. */
    public void accept(float[] samples, int length) {
        requireRoom(length);
        for (int i = 0; i < length; i++) {
            pending[filled + i] = Float.isFinite(samples[i]) ? samples[i] : 0;
        }
        filled += length;
    }

    private void requireRoom(int length) {
        if (filled + length > pending.length) {
            throw new IllegalStateException(
                    "frames wait to be taken: " + filled + " samples held, " + length + " more came");
        }
    }

    /** Copies the next complete frame into {@code frame}; false, and nothing copied, when there is none yet. */
    public boolean next(float[] frame) {
        if (filled < frameSize) {
            return false;
        }
        System.arraycopy(pending, 0, frame, 0, frameSize);
        filled -= hopSize;
        System.arraycopy(pending, hopSize, pending, 0, filled);
        return true;
    }

    /** Forgets what has come: the next frame begins with the next sample. */
    public void reset() {
        filled = 0;
    }
}
