package io.callfuse.dsp.pitch;

/**
 * Weighs the candidates of a frame against each other: one hidden layer of {@link PitchWeights#HIDDEN} units x / (1 + |x|) over
 * the descriptors of each, the same for all, and a softmax over their scores. For one thread.
 */
final class CandidateScorer {
    private static final int HIDDEN = PitchWeights.HIDDEN;
    private static final int DESCRIPTORS = PitchCandidates.DESCRIPTORS;

    private final float[] scores = new float[PitchCandidates.MAX];
    private final float[] posteriors = new float[PitchCandidates.MAX];
    private final float[][] intoHidden;
    private final float[] hiddenBias;
    private final float[] outOfHidden;
    private int count;

    CandidateScorer(PitchWeights weights) {
        intoHidden = weights.intoHidden();
        hiddenBias = weights.hiddenBias();
        outOfHidden = weights.outOfHidden();
    }

    /** Takes the descriptors of so many candidates. */
    void weigh(float[] descriptors, int ofCount) {
        count = ofCount;
        float best = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < count; c++) {
            scores[c] = score(descriptors, c * DESCRIPTORS);
            best = Math.max(best, scores[c]);
        }
        float sum = 0;
        for (int c = 0; c < count; c++) {
            scores[c] -= best;
            posteriors[c] = FastExp.ofNegative(scores[c]);
            sum += posteriors[c];
        }
        for (int c = 0; c < count; c++) {
            posteriors[c] /= sum;
        }
    }

    private float score(float[] descriptors, int at) {
        float score = 0;
        for (int j = 0; j < HIDDEN; j += 2) {
            float[] weights = intoHidden[j];
            float[] others = intoHidden[j + 1];
            float sum = hiddenBias[j];
            float other = hiddenBias[j + 1];
            float sumOdd = 0;
            float otherOdd = 0;
            for (int i = 0; i < DESCRIPTORS; i += 2) {
                float even = descriptors[at + i];
                float odd = descriptors[at + i + 1];
                sum += weights[i] * even;
                sumOdd += weights[i + 1] * odd;
                other += others[i] * even;
                otherOdd += others[i + 1] * odd;
            }
            sum += sumOdd;
            other += otherOdd;
            score += outOfHidden[j] * (sum / (1 + Math.abs(sum)));
            score += outOfHidden[j + 1] * (other / (1 + Math.abs(other)));
        }
        return score;
    }

    /** Log-odds of a candidate against the best one, 0 or less. */
    float behindBest(int c) {
        return scores[c];
    }

    /** The largest posterior. */
    float largestPosterior() {
        float largest = 0;
        for (int c = 0; c < count; c++) {
            largest = Math.max(largest, posteriors[c]);
        }
        return largest;
    }

    /** Probability that this candidate is the one if one is, 0..1. */
    float posterior(int c) {
        return posteriors[c];
    }
}
