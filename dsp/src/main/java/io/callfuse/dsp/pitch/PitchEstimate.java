package io.callfuse.dsp.pitch;

/**
 * What a pitch tracker says of one frame; written by the tracker, read by whoever holds it, so that nothing is allocated for
 * each frame. For one thread.
 */
public final class PitchEstimate {
    private double f0Hz;
    private double voicingProbability;

    /** Sets both. */
    void set(double newF0Hz, double newVoicingProbability) {
        f0Hz = newF0Hz;
        voicingProbability = newVoicingProbability;
    }

    /** Makes this say that there is no pitch. */
    public void clear() {
        set(0, 0);
    }

    /** Fundamental frequency, Hz; means nothing unless {@link #voiced()}. */
    public double f0Hz() {
        return f0Hz;
    }

    /** How periodic the frame is, 0 (not at all, or silent) to 1. */
    public double voicingProbability() {
        return voicingProbability;
    }

    /** Whether the frame has a pitch. */
    public boolean voiced() {
        return voicingProbability > 0;
    }
}
