package io.callfuse.dsp.pitch;

import io.callfuse.dsp.kernel.Kernels;

/**
 * Weighs the candidates of a frame against each other: one hidden layer of {@link PitchWeights#HIDDEN} units x / (1 + |x|) over
 * the descriptors of each, the same for all, and a softmax over their scores. Remembers nothing of frames before; for one thread.
 */
final class CandidateScorer {
    private static final int HIDDEN = PitchWeights.HIDDEN;
    private static final int DESCRIPTORS = PitchCandidates.DESCRIPTORS;

    private final Kernels kernels = Kernels.best();
    private final float[] hidden = new float[PitchCandidates.MAX * HIDDEN];
    private final float[] scores = new float[PitchCandidates.MAX];
    private final float[] posteriors = new float[PitchCandidates.MAX];
    private int count;

    /** Takes the descriptors of so many candidates, and judges them by these weights. */
    void weigh(PitchWeights weights, float[] descriptors, int ofCount) {
        count = ofCount;
        for (int c = 0; c < count; c++) {
            kernels.multiplyMatrix(
                    weights.scorerColumns(), HIDDEN, descriptors, c * DESCRIPTORS, DESCRIPTORS, hidden, c * HIDDEN);
        }
        activate(weights);
        float best = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < count; c++) {
            scores[c] = score(c * HIDDEN);
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

    /** Of all candidates in one loop, which the compiler makes vectors of. */
    private void activate(PitchWeights weights) {
        float[] units = hidden;
        float[] bias = weights.scorerBias();
        float[] weight = weights.scorerOut();
        int length = count * HIDDEN;
        for (int i = 0; i < length; i++) {
            float sum = units[i] + bias[i];
            units[i] = weight[i] * (sum / (1 + Math.abs(sum)));
        }
    }

    private float score(int at) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int j = at; j < at + HIDDEN; j += 4) {
            a += hidden[j];
            b += hidden[j + 1];
            c += hidden[j + 2];
            d += hidden[j + 3];
        }
        return (a + b) + (c + d);
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
