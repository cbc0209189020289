package io.callfuse.dsp.pitch;

/**
 * What a pitch tracker says of one frame; written by the tracker, read by whoever holds it, so that nothing is allocated for
 * each frame. For one thread.
 */
public final class PitchEstimate {
    private double f0Hz;
    private double voicingProbability;
    private boolean voiced;

    /** Sets both; voiced is what has a probability at all. */
    void set(double newF0Hz, double newVoicingProbability) {
        set(newF0Hz, newVoicingProbability, newVoicingProbability > 0);
    }

    /** Sets all three. */
    void set(double newF0Hz, double newVoicingProbability, boolean newVoiced) {
        f0Hz = newF0Hz;
        voicingProbability = newVoicingProbability;
        voiced = newVoiced;
    }

    /** Makes this say that there is no pitch. */
    public void clear() {
        set(0, 0);
    }

    /** Fundamental frequency, Hz; where the frame is not {@link #voiced()}, what it would be if it were, or 0. */
    public double f0Hz() {
        return f0Hz;
    }

    /** How likely the frame is voiced, 0 (silent) to 1; a tracker that decides without it says 0 of what is not. */
    public double voicingProbability() {
        return voicingProbability;
    }

    /** Whether the tracker holds that the frame has a pitch. */
    public boolean voiced() {
        return voiced;
    }
}
