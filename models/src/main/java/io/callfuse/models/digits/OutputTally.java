package io.callfuse.models.digits;

import java.util.Arrays;

/**
 * Counts how often each output is right, and how long it stays so: lately, older rounds counting less and less. For one thread.
 */
final class OutputTally {
    private static final double KEPT = 0.7;
    private static final double LEAST_STAY = 0.05;
    private static final double MOST_STAY = 0.98;

    private final double[] times = new double[DigitVocabulary.outputs()];
    private final double[] runs = new double[DigitVocabulary.outputs()];
    private double[] usualTimes;
    private double[] usualRuns;

    OutputTally() {
        clear();
    }

    private void clear() {
        Arrays.fill(times, 1);
        Arrays.fill(runs, 0.5);
    }

    /** Counts the labels of an utterance; -1 is none. */
    void count(int[] labels) {
        for (int t = 0; t < labels.length; t++) {
            if (labels[t] >= 0) {
                times[labels[t]]++;
                runs[labels[t]] += t == 0 || labels[t] != labels[t - 1] ? 1 : 0;
            }
        }
    }

    void endRound() {
        if (usualTimes == null) {
            usualTimes = times.clone();
            usualRuns = runs.clone();
        }
        for (int k = 0; k < times.length; k++) {
            usualTimes[k] = KEPT * usualTimes[k] + (1 - KEPT) * times[k];
            usualRuns[k] = KEPT * usualRuns[k] + (1 - KEPT) * runs[k];
        }
        clear();
    }

    /** What share of the time each output is right. */
    double[] priors() {
        double sum = Arrays.stream(usualTimes).sum();
        return Arrays.stream(usualTimes).map(count -> count / sum).toArray();
    }

    /** How likely each output stays right for another 30 ms. */
    double[] stays() {
        double[] stays = new double[usualTimes.length];
        for (int k = 0; k < stays.length; k++) {
            stays[k] = Math.max(LEAST_STAY, Math.min(MOST_STAY, 1 - usualRuns[k] / usualTimes[k]));
        }
        return stays;
    }

    /** Takes the logarithms of the priors off log probabilities. */
    float[][] likelihoods(float[][] logs, int count) {
        double[] priors = priors();
        float[][] likelihoods = new float[count][priors.length];
        for (int k = 0; k < priors.length; k++) {
            float log = (float) StrictMath.log(priors[k]);
            for (int t = 0; t < count; t++) {
                likelihoods[t][k] = logs[t][k] - log;
            }
        }
        return likelihoods;
    }
}
