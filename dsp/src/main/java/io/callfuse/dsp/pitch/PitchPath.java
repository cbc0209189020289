package io.callfuse.dsp.pitch;

/**
 * Searches the likeliest way through the candidates of the frames (Viterbi; Talkin 1995 and Boersma 1993 for pitch) and tells
 * the place it had {@link #LAG} frames ago. The cost of a leap grows with its octaves up to a bound; candidates of frames with
 * little periodicity weigh little, so that what was heard before a gap counts after it. For one thread.
 */
final class PitchPath {
    /** Frames that are looked ahead: more did not help, on the recordings for tuning. */
    static final int LAG = 3;

    private static final int MAX = PitchCandidates.MAX;
    private static final int FRAMES = LAG + 1;
    /** Fitted by hand on the recordings for tuning, as are the next three. */
    private static final float COST_AN_OCTAVE = 3;

    private static final float DEAREST_LEAP = 3;
    private static final float FARTHEST_BEHIND = -8;
    private static final float LEAST_WEIGHT = 0.05f;

    private final float[] octaves = new float[FRAMES * MAX];
    private final int[] cameFrom = new int[FRAMES * MAX];
    private final int[] counts = new int[FRAMES];
    private final float[] before = new float[MAX];
    private final float[] score = new float[MAX];
    private int now;
    private int heard;
    private int best;
    private int chosen;
    private int chosenNext;

    /** Takes the candidates of the next frame and how periodic it is at most, -1..1; a frame without one goes on as before. */
    void advance(PitchCandidates candidates, CandidateScorer scorer, float periodicity) {
        int last = now;
        now = (now + 1) % FRAMES;
        System.arraycopy(score, 0, before, 0, MAX);
        float weight = Math.max(LEAST_WEIGHT, Math.min(1, periodicity));
        int count = candidates.count();
        counts[now] = Math.max(1, count);
        int from = best;
        if (count == 0) {
            octaves[now * MAX] = octaves[last * MAX + from];
            cameFrom[now * MAX] = from;
            score[0] = 0;
            best = 0;
        } else {
            for (int c = 0; c < count; c++) {
                octaves[now * MAX + c] = candidates.octaves(c);
                float own = weight * Math.max(FARTHEST_BEHIND, scorer.behindBest(c));
                score[c] = own + (heard == 0 ? 0 : reach(last, c));
            }
            settle(count);
        }
        heard = Math.min(heard + 1, FRAMES);
        trace();
    }

    private float reach(int last, int c) {
        float reached = Float.NEGATIVE_INFINITY;
        float here = octaves[now * MAX + c];
        for (int p = 0; p < counts[last]; p++) {
            float leap = COST_AN_OCTAVE * Math.abs(here - octaves[last * MAX + p]);
            float through = before[p] - Math.min(DEAREST_LEAP, leap);
            if (through > reached) {
                reached = through;
                cameFrom[now * MAX + c] = p;
            }
        }
        return reached;
    }

    /** Finds the best and takes its score from all, so that they never grow. */
    private void settle(int count) {
        best = 0;
        for (int c = 1; c < count; c++) {
            if (score[c] > score[best]) {
                best = c;
            }
        }
        float most = score[best];
        for (int c = 0; c < count; c++) {
            score[c] -= most;
        }
    }

    private void trace() {
        int frame = now;
        chosen = best;
        chosenNext = best;
        for (int back = 1; back < heard; back++) {
            chosenNext = chosen;
            chosen = cameFrom[frame * MAX + chosen];
            frame = (frame + FRAMES - 1) % FRAMES;
        }
    }

    /** Whether {@link #LAG} frames and one were heard. */
    boolean ready() {
        return heard == FRAMES;
    }

    /** The candidate chosen {@link #LAG} frames ago; 0 also where that frame had none. */
    int chosen() {
        return chosen;
    }

    /** Octaves over the lowest fundamental of what was chosen {@link #LAG} frames ago. */
    float chosenOctaves() {
        return octaves[(now + 1) % FRAMES * MAX + chosen];
    }

    /** The same of the frame after it. */
    float nextOctaves() {
        return octaves[(now + 2) % FRAMES * MAX + chosenNext];
    }

    /** Forgets the frames before. */
    void reset() {
        heard = 0;
        best = 0;
        java.util.Arrays.fill(score, 0);
    }
}
