package io.callfuse.dsp.pitch;

import java.util.Arrays;

/** What the candidates of the last frames were like, until the search has chosen among them. For one thread. */
final class PitchMemory {
    private static final int FRAMES = PitchPath.LAG + 1;
    private static final int MAX = PitchCandidates.MAX;
    private static final int DESCRIPTORS = PitchCandidates.DESCRIPTORS;

    private final float[] f0Hz = new float[FRAMES * MAX];
    private final float[] posteriors = new float[FRAMES * MAX];
    private final float[] descriptors = new float[FRAMES * MAX * DESCRIPTORS];
    private final boolean[] heard = new boolean[FRAMES];
    private int now;

    /** Takes the candidates of the next frame, and whether there was anything to hear. */
    void remember(PitchCandidates candidates, CandidateScorer scorer, boolean anything) {
        now = (now + 1) % FRAMES;
        int count = candidates.count();
        heard[now] = anything && count > 0;
        for (int c = 0; c < count; c++) {
            f0Hz[now * MAX + c] = candidates.f0Hz(c);
            posteriors[now * MAX + c] = scorer.posterior(c);
        }
        int from = now * MAX * DESCRIPTORS;
        System.arraycopy(candidates.descriptors(), 0, descriptors, from, count * DESCRIPTORS);
        if (count == 0) {
            Arrays.fill(descriptors, from, from + MAX * DESCRIPTORS, 0);
            Arrays.fill(posteriors, now * MAX, (now + 1) * MAX, 0);
        }
    }

    private int oldest(int c) {
        return (now + 1) % FRAMES * MAX + c;
    }

    /** Whether the oldest frame had a candidate and was not silent. */
    boolean heard() {
        return heard[(now + 1) % FRAMES];
    }

    /** Fundamental frequency of a candidate of the oldest frame, Hz. */
    float f0Hz(int c) {
        return f0Hz[oldest(c)];
    }

    /** Its probability, before the search, 0..1. */
    float posterior(int c) {
        return posteriors[oldest(c)];
    }

    /** Writes what it showed the scorer. */
    void describe(int c, float[] into, int at) {
        System.arraycopy(descriptors, oldest(c) * DESCRIPTORS, into, at, DESCRIPTORS);
    }

    /** Forgets all frames. */
    void reset() {
        Arrays.fill(f0Hz, 0);
        Arrays.fill(posteriors, 0);
        Arrays.fill(descriptors, 0);
        Arrays.fill(heard, false);
    }
}
