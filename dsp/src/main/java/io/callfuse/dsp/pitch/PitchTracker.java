package io.callfuse.dsp.pitch;

/** Finds the fundamental frequency of a frame. An instance serves one thread and allocates nothing after construction. */
public interface PitchTracker {

    /** Samples in a frame. */
    int frameSize();

    /** Writes what it hears in a frame of {@link #frameSize} samples in -1..1; unvoiced is a voicing probability of 0. */
    void track(float[] frame, PitchEstimate into);
}
