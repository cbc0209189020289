package io.callfuse.dsp.pitch;

/**
 * What is measured of one frame and its candidates, all of it without a memory of frames before: one set for each thread,
 * whose trackers use it in turn. What it holds stands until the next frame, of whichever tracker. Allocates when made.
 */
final class PitchWitnesses {
    private static final ThreadLocal<PitchWitnesses> OF_THREAD = ThreadLocal.withInitial(PitchWitnesses::new);

    final HarmonicSpectrum spectrum = new HarmonicSpectrum();
    final PeriodCorrelation formants = new PeriodCorrelation(VoiceBands.FORMANTS_KHZ);
    final PeriodCorrelation envelope = new PeriodCorrelation(VoiceBands.ENVELOPE_KHZ);
    final PitchCandidates candidates = new PitchCandidates();
    final CandidateScorer scorer = new CandidateScorer();

    private PitchWitnesses() {}

    /** The set of the thread that asks. */
    static PitchWitnesses ofThread() {
        return OF_THREAD.get();
    }
}
