package io.callfuse.dsp.pitch;

/** What the candidates of the last frames were like, until the search has chosen among them. For one thread. */
final class PitchMemory {
    private static final int FRAMES = PitchPath.LAG + 1;
    private static final int KEPT = 5;
    private static final int FRAME = PitchCandidates.MAX * KEPT;

    private final float[] kept = new float[FRAMES * FRAME];
    private final boolean[] heard = new boolean[FRAMES];
    private int now;

    /** Takes the candidates of the next frame, and whether there was anything to hear. */
    void remember(PitchCandidates candidates, CandidateScorer scorer, boolean anything) {
        now = (now + 1) % FRAMES;
        int count = candidates.count();
        heard[now] = anything && count > 0;
        float[] descriptors = candidates.descriptors();
        int at = now * FRAME;
        for (int c = 0; c < count; c++) {
            int from = c * PitchCandidates.DESCRIPTORS;
            kept[at++] = candidates.f0Hz(c);
            kept[at++] = scorer.posterior(c);
            kept[at++] = descriptors[from + PitchCandidates.CORRELATION];
            kept[at++] = descriptors[from + PitchCandidates.ENVELOPE_CORRELATION];
            kept[at++] = descriptors[from + PitchCandidates.EVIDENCE];
        }
        for (int c = count * KEPT; c < FRAME; c++) {
            kept[at++] = 0;
        }
    }

    private float oldest(int c, int what) {
        return kept[(now + 1) % FRAMES * FRAME + c * KEPT + what];
    }

    /** Whether the oldest frame had a candidate and was not silent. */
    boolean heard() {
        return heard[(now + 1) % FRAMES];
    }

    /** Fundamental frequency of a candidate of the oldest frame, Hz. */
    float f0Hz(int c) {
        return oldest(c, 0);
    }

    /** Its probability, before the search, 0..1. */
    float posterior(int c) {
        return oldest(c, 1);
    }

    /** The correlation at its period below 1.8 kHz, -1..1. */
    float correlation(int c) {
        return oldest(c, 2);
    }

    /** That of the envelope above, -1..1. */
    float envelopeCorrelation(int c) {
        return oldest(c, 3);
    }

    /** The harmonic evidence for it, -1..1. */
    float evidence(int c) {
        return oldest(c, 4);
    }

    /** Forgets all frames. */
    void reset() {
        java.util.Arrays.fill(kept, 0);
        java.util.Arrays.fill(heard, false);
    }
}
