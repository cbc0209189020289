package io.callfuse.dsp.pitch;

/** A copy of a frame in which what is no number, or beyond full scale, does no harm. For one thread. */
final class FiniteFrame {
    private final float[] copy;
    private boolean silent;

    FiniteFrame(int frameSize) {
        copy = new float[frameSize];
    }

    /** Returns the copy, valid until the next call: numbers held to -1..1, all else 0. */
    float[] of(float[] frame) {
        silent = true;
        for (int i = 0; i < copy.length; i++) {
            float x = frame[i];
            copy[i] = Math.abs(x) <= 1 ? x : x > 1 ? 1 : x < -1 ? -1 : 0;
            silent &= copy[i] == 0;
        }
        return copy;
    }

    /** Whether the last one was zero throughout. */
    boolean silent() {
        return silent;
    }
}
