package io.callfuse.dsp.pitch;

/**
 * Finds the fundamental frequency of a voice, frame by frame, in the order in which they come. An instance serves one leg and
 * one thread and allocates nothing after construction.
 */
public interface PitchTracker {

    /** Samples in a frame; how far the next one lies on is said to the constructor, or is for the caller to choose. */
    int frameSize();

    /** What {@link #track} writes is of the frame that it was given this many calls ago. */
    default int lagFrames() {
        return 0;
    }

    /**
     * Takes the next frame of {@link #frameSize} samples in -1..1 and writes what it hears.
     * Samples that are no numbers count as silence.
     */
    void track(float[] frame, PitchEstimate into);

    /** Forgets the frames before, as after a gap. */
    default void reset() {}
}
