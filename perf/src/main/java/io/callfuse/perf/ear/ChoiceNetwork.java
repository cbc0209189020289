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
    /** Row after row, of one number for each unit: a row for each input, that of the biases, that of the weights in the score. */
    private final double[] weights;

    private final double[] gradient;
    private final double[] meanGradient;
    private final double[] meanSquare;
    /** Of the units, while one item passes. */
    private final double[] ofUnits;
    /** Of the items of one choice: what they show, what is in the hidden layer, and the scores. */
    private double[] shown = new double[0];

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
        ofUnits = new double[hidden];
        Random random = new Random(seed);
        for (int j = 0; j < hidden; j++) {
            for (int i = 0; i < inputs; i++) {
                weights[i * hidden + j] = random.nextGaussian() / Math.sqrt(inputs);
            }
            weights[(inputs + 1) * hidden + j] = random.nextGaussian() / Math.sqrt(hidden);
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
            shown = new double[items * inputs];
        }
        double most = noneToo ? 0 : Double.NEGATIVE_INFINITY;
        for (int c = 0; c < items; c++) {
            show(examples, start + c, c * inputs);
            scores[c] = score(c * inputs, c * hidden);
            most = Math.max(most, scores[c]);
        }
        double all = noneToo ? StrictMath.exp(-most) : 0;
        for (int c = 0; c < items; c++) {
            all += StrictMath.exp(scores[c] - most);
        }
        int right = examples.right(choice);
        for (int c = 0; c < items; c++) {
            double excess = StrictMath.exp(scores[c] - most) / all - (c == right ? 1 : 0);
            pass(c * inputs, c * hidden, excess / BATCH);
        }
        double ofRight = right == ChoiceExamples.NONE ? 0 : scores[right];
        return StrictMath.log(all) + most - ofRight;
    }

    private void show(ChoiceExamples examples, int item, int into) {
        for (int i = 0; i < inputs; i++) {
            shown[into + i] = (examples.number(item, i) - mean[i]) / deviation[i];
        }
    }

    private double score(int from, int into) {
        double[] sum = ofUnits;
        double[] w = weights;
        System.arraycopy(w, inputs * hidden, sum, 0, hidden);
        for (int i = 0; i < inputs; i++) {
            double x = shown[from + i];
            int row = i * hidden;
            for (int j = 0; j < hidden; j++) {
                sum[j] += w[row + j] * x;
            }
        }
        double score = noneToo ? w[w.length - 1] : 0;
        int out = (inputs + 1) * hidden;
        for (int j = 0; j < hidden; j++) {
            sums[into + j] = sum[j];
            score += w[out + j] * sum[j] / (1 + Math.abs(sum[j]));
        }
        return score;
    }

    private void pass(int from, int at, double excess) {
        double[] g = gradient;
        double[] b = ofUnits;
        int out = (inputs + 1) * hidden;
        for (int j = 0; j < hidden; j++) {
            double share = 1 / (1 + Math.abs(sums[at + j]));
            g[out + j] += excess * sums[at + j] * share;
            b[j] = excess * weights[out + j] * share * share;
            g[inputs * hidden + j] += b[j];
        }
        for (int i = 0; i < inputs; i++) {
            double x = shown[from + i];
            int row = i * hidden;
            for (int j = 0; j < hidden; j++) {
                g[row + j] += b[j] * x;
            }
        }
        if (noneToo) {
            g[g.length - 1] += excess;
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
        double[] raw = new double[weights.length];
        for (int j = 0; j < hidden; j++) {
            int at = j * (inputs + 2);
            raw[at + inputs] = weights[inputs * hidden + j];
            raw[at + inputs + 1] = weights[(inputs + 1) * hidden + j];
            for (int i = 0; i < inputs; i++) {
                raw[at + i] = weights[i * hidden + j] / deviation[i];
                raw[at + inputs] -= raw[at + i] * mean[i];
            }
        }
        if (noneToo) {
            raw[raw.length - 1] = weights[weights.length - 1];
        }
        return raw;
    }
}
