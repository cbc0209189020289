package io.callfuse.models.training;

import java.util.Arrays;
import java.util.List;

/**
 * Multinomial logistic regression with an L2 penalty on the weights (not on the biases), fitted by {@link Lbfgs}:
 * minimises sum of w ln(1/p(label)) / sum of w + penalty/2 |weights|^2. Deterministic.
 */
public final class MultinomialRegression {
    private static final int MAX_ITERATIONS = 150;
    private static final double TOLERANCE = 1e-5;

    private final int classes;
    private final double penalty;

    /**
     * What was fitted.
     *
     * @param bias one for each class
     * @param weights by class and feature
     */
    public record Fit(double[] bias, double[][] weights) {}

    /**
     * @param classes how many classes there are
     * @param penalty strength of the penalty, 0 at least
     */
    public MultinomialRegression(int classes, double penalty) {
        this.classes = classes;
        this.penalty = penalty;
    }

    /**
     * Fits on standardized rows.
     *
     * @param rows one for each example, all of the same length
     * @param labels class of each example
     * @param exampleWeights how much each counts, 0 at least
     */
    public Fit fit(List<float[]> rows, int[] labels, double[] exampleWeights) {
        if (rows.isEmpty() || rows.size() != labels.length || labels.length != exampleWeights.length) {
            throw new IllegalArgumentException(
                    rows.size() + " rows, " + labels.length + " labels, " + exampleWeights.length + " weights");
        }
        int features = rows.get(0).length;
        double total = 0;
        for (double weight : exampleWeights) {
            total += weight;
        }
        double sum = total;
        double[] point = new double[classes * (features + 1)];
        Objective objective = (at, gradient) -> loss(rows, labels, exampleWeights, sum, at, gradient);
        new Lbfgs(objective, point.length, MAX_ITERATIONS, TOLERANCE).minimize(point);
        double[] bias = new double[classes];
        double[][] weights = new double[classes][];
        for (int c = 0; c < classes; c++) {
            int start = c * (features + 1);
            weights[c] = Arrays.copyOfRange(point, start, start + features);
            bias[c] = point[start + features];
        }
        return new Fit(bias, weights);
    }

    private double loss(
            List<float[]> rows, int[] labels, double[] exampleWeights, double total, double[] at, double[] gradient) {
        Arrays.fill(gradient, 0);
        double[] probability = new double[classes];
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            float[] row = rows.get(i);
            loss -= exampleWeights[i] * logProbability(row, at, labels[i], probability);
            for (int c = 0; c < classes; c++) {
                double pull = exampleWeights[i] * (probability[c] - (c == labels[i] ? 1 : 0));
                int start = c * (row.length + 1);
                for (int f = 0; f < row.length; f++) {
                    gradient[start + f] += pull * row[f];
                }
                gradient[start + row.length] += pull;
            }
        }
        return penalized(loss / total, total, at, gradient);
    }

    private double penalized(double loss, double total, double[] at, double[] gradient) {
        int stride = at.length / classes;
        double squares = 0;
        for (int i = 0; i < at.length; i++) {
            gradient[i] /= total;
            if (i % stride != stride - 1) {
                squares += at[i] * at[i];
                gradient[i] += penalty * at[i];
            }
        }
        return loss + penalty / 2 * squares;
    }

    private double logProbability(float[] row, double[] at, int label, double[] probability) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            int start = c * (row.length + 1);
            double logit = at[start + row.length];
            for (int f = 0; f < row.length; f++) {
                logit += at[start + f] * row[f];
            }
            probability[c] = logit;
            highest = Math.max(highest, logit);
        }
        double labelLogit = probability[label];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            probability[c] = StrictMath.exp(probability[c] - highest);
            sum += probability[c];
        }
        for (int c = 0; c < classes; c++) {
            probability[c] /= sum;
        }
        return labelLogit - highest - StrictMath.log(sum);
    }
}
