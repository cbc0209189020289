package io.callfuse.perf.ear;

import java.util.Arrays;
import java.util.Random;

/**
 * A hidden layer of units x / (1 + |x|) that scores each item of a choice; a softmax over the scores is the probability that it
 * is the right one. Fitted to cross-entropy by Adam (Kingma and Ba 2015) on batches in random order, at a rate that falls as a
 * cosine (Loshchilov and Hutter 2017), on inputs of mean 0 and variance 1. The same seed gives the same weights everywhere. For
 * one thread.
 */
final class ChoiceNetwork {
    private static final int BATCH = 512;
    private static final double RATE = 0.02;
    private static final double MEAN_KEPT = 0.9;
    private static final double SQUARE_KEPT = 0.999;
    private static final double TINY = 1e-8;

    private final int inputs;
    private final int hidden;
    private final boolean noneToo;
    private final double[] mean;
    private final double[] deviation;
    private final double[] weights;
    private final double[] gradient;
    private final double[] meanGradient;
    private final double[] meanSquare;
    /** Of the items of one choice: what is in the hidden layer, and the scores. */
    private double[] sums = new double[0];

    private double[] scores = new double[0];
    private int steps;

    /**
     * @param hidden units
     * @param noneToo whether it may be that no item is right: that has the score 0, and the others a bias
     */
    ChoiceNetwork(ChoiceExamples examples, int hidden, boolean noneToo, long seed) {
        this.inputs = examples.inputs();
        this.hidden = hidden;
        this.noneToo = noneToo;
        mean = new double[inputs];
        deviation = new double[inputs];
        standardise(examples);
        int count = hidden * (inputs + 2) + (noneToo ? 1 : 0);
        weights = new double[count];
        gradient = new double[count];
        meanGradient = new double[count];
        meanSquare = new double[count];
        Random random = new Random(seed);
        for (int j = 0; j < hidden; j++) {
            int at = j * (inputs + 2);
            for (int i = 0; i < inputs; i++) {
                weights[at + i] = random.nextGaussian() / Math.sqrt(inputs);
            }
            weights[at + inputs + 1] = random.nextGaussian() / Math.sqrt(hidden);
        }
    }

    private void standardise(ChoiceExamples examples) {
        for (int i = 0; i < inputs; i++) {
            double sum = 0;
            double squares = 0;
            for (int item = 0; item < examples.items(); item++) {
                sum += examples.number(item, i);
            }
            mean[i] = sum / examples.items();
            for (int item = 0; item < examples.items(); item++) {
                double aside = examples.number(item, i) - mean[i];
                squares += aside * aside;
            }
            deviation[i] = Math.sqrt(squares / examples.items()) + 1e-6;
        }
    }

    /** Learns from all examples so many times over; returns the mean cross-entropy of the last time. */
    double fit(ChoiceExamples examples, int epochs, long seed) {
        int batches = examples.count() / BATCH;
        int[] order = new int[examples.count()];
        Arrays.setAll(order, i -> i);
        Random random = new Random(seed);
        double loss = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            shuffle(order, random);
            loss = 0;
            for (int batch = 0; batch < batches; batch++) {
                Arrays.fill(gradient, 0);
                for (int i = batch * BATCH; i < (batch + 1) * BATCH; i++) {
                    loss += learn(examples, order[i]);
                }
                double done = (epoch * batches + batch) / (double) (epochs * batches);
                step(RATE * 0.5 * (1 + StrictMath.cos(Math.PI * done)));
            }
        }
        return loss / (batches * BATCH);
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }

    /** Adds the gradient of one choice and returns its cross-entropy. */
    private double learn(ChoiceExamples examples, int choice) {
        int start = examples.start(choice);
        int items = examples.start(choice + 1) - start;
        if (scores.length < items) {
            scores = new double[items];
            sums = new double[items * hidden];
        }
        double most = noneToo ? 0 : Double.NEGATIVE_INFINITY;
        for (int c = 0; c < items; c++) {
            scores[c] = score(examples, start + c, c * hidden);
            most = Math.max(most, scores[c]);
        }
        double all = noneToo ? StrictMath.exp(-most) : 0;
        for (int c = 0; c < items; c++) {
            all += StrictMath.exp(scores[c] - most);
        }
        int right = examples.right(choice);
        for (int c = 0; c < items; c++) {
            double excess = StrictMath.exp(scores[c] - most) / all - (c == right ? 1 : 0);
            pass(examples, start + c, c * hidden, excess / BATCH);
        }
        double ofRight = right == ChoiceExamples.NONE ? 0 : scores[right];
        return StrictMath.log(all) + most - ofRight;
    }

    private double score(ChoiceExamples examples, int item, int into) {
        double score = noneToo ? weights[weights.length - 1] : 0;
        for (int j = 0; j < hidden; j++) {
            int at = j * (inputs + 2);
            double sum = weights[at + inputs];
            for (int i = 0; i < inputs; i++) {
                sum += weights[at + i] * standard(examples, item, i);
            }
            sums[into + j] = sum;
            score += weights[at + inputs + 1] * sum / (1 + Math.abs(sum));
        }
        return score;
    }

    private double standard(ChoiceExamples examples, int item, int i) {
        return (examples.number(item, i) - mean[i]) / deviation[i];
    }

    private void pass(ChoiceExamples examples, int item, int from, double excess) {
        for (int j = 0; j < hidden; j++) {
            int at = j * (inputs + 2);
            double part = 1 / (1 + Math.abs(sums[from + j]));
            gradient[at + inputs + 1] += excess * sums[from + j] * part;
            double before = excess * weights[at + inputs + 1] * part * part;
            gradient[at + inputs] += before;
            for (int i = 0; i < inputs; i++) {
                gradient[at + i] += before * standard(examples, item, i);
            }
        }
        if (noneToo) {
            gradient[gradient.length - 1] += excess;
        }
    }

    private void step(double rate) {
        steps++;
        double meanShare = 1 - StrictMath.pow(MEAN_KEPT, steps);
        double squareShare = 1 - StrictMath.pow(SQUARE_KEPT, steps);
        for (int i = 0; i < weights.length; i++) {
            meanGradient[i] += (1 - MEAN_KEPT) * (gradient[i] - meanGradient[i]);
            meanSquare[i] += (1 - SQUARE_KEPT) * (gradient[i] * gradient[i] - meanSquare[i]);
            weights[i] -= rate * (meanGradient[i] / meanShare) / (Math.sqrt(meanSquare[i] / squareShare) + TINY);
        }
    }

    /** The weights for inputs as they are: of each unit those of its inputs, its bias and its weight; then the bias of the score. */
    double[] weights() {
        double[] raw = weights.clone();
        for (int j = 0; j < hidden; j++) {
            int at = j * (inputs + 2);
            for (int i = 0; i < inputs; i++) {
                raw[at + i] /= deviation[i];
                raw[at + inputs] -= raw[at + i] * mean[i];
            }
        }
        return raw;
    }
}
