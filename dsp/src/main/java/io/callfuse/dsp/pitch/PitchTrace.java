package io.callfuse.dsp.pitch;

/**
 * Looks into a {@link CorrelationPitchTracker}: what it weighs and what it judges the voicing by, for those who fit its weights.
 * For one thread; nothing in a call uses it.
 */
public final class PitchTrace {
    private static final int HOP = 160;

    private final CorrelationPitchTracker tracker;
    private final PitchEstimate estimate = new PitchEstimate();

    /** Runs a tracker with these weights. */
    public PitchTrace(PitchWeights weights) {
        tracker = new CorrelationPitchTracker(HOP, 0, weights);
    }

    /** Takes the next 160 samples, -1..1. */
    public void accept(float[] frame) {
        tracker.track(frame, estimate);
    }

    /** Returns how many candidates the samples that came last have. */
    public int candidates() {
        return tracker.candidates().count();
    }

    /** Returns the fundamental frequency of one of them, Hz. */
    public float candidateHz(int c) {
        return tracker.candidates().f0Hz(c);
    }

    /** Writes what it shows the scorer, {@link PitchWeights#DESCRIPTORS} numbers. */
    public void describe(int c, float[] into) {
        System.arraycopy(
                tracker.candidates().descriptors(), c * PitchWeights.DESCRIPTORS, into, 0, PitchWeights.DESCRIPTORS);
    }

    /** Returns the pitch that was chosen {@link CorrelationPitchTracker#lagFrames()} ago, voiced or not; NaN where none was. */
    public double chosenHz() {
        return estimate.voiced() ? estimate.f0Hz() : Double.NaN;
    }

    /** Writes what the voicing of that choice is judged by, {@link PitchWeights#VOICING_INPUTS} numbers. */
    public void voicingInputs(float[] into) {
        System.arraycopy(tracker.voicingInputs(), 0, into, 0, PitchWeights.VOICING_INPUTS);
    }
}
