package io.callfuse.models.training;

import io.callfuse.models.LogitCalibration;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits a calibration to outputs on speech that a network has not learnt from, by the cross-entropy (Guo et al. 2017). The first
 * class's bias is 0; a weak prior holds the rest, so that classes which never occur stay finite. One logit alone, such as the
 * log-odds of anger, is calibrated as two classes of the logits 0 and itself. For one thread.
 */
public final class CalibrationFit {
    private static final int ITERATIONS = 200;
    private static final double TOLERANCE = 1e-7;
    private static final double PRIOR = 1e-4;

    private CalibrationFit() {}

    /**
     * Fits scale and biases.
     *
     * @param logits of each case, as many for each; those beyond the classes are not looked at
     * @param labels index of the class that was so
     * @param weights how much each case counts, over 0
     */
    public static LogitCalibration fit(List<float[]> logits, int[] labels, double[] weights, int classes) {
        if (labels.length == 0 || logits.size() != labels.length || weights.length != labels.length) {
            throw new IllegalArgumentException(
                    logits.size() + " outputs, " + labels.length + " labels, " + weights.length + " weights");
        }
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes || logits.get(i).length < classes || !(weights[i] > 0)) {
                throw new IllegalArgumentException("case " + i + " has label " + labels[i] + " of "
                        + logits.get(i).length + " outputs and weight " + weights[i]);
            }
            sum += weights[i];
        }
        double total = sum;
        double[] point = new double[classes];
        Objective objective = (at, gradient) -> loss(logits, labels, weights, total, at, gradient);
        new Lbfgs(objective, classes, ITERATIONS, TOLERANCE).minimize(point);
        List<Float> bias = new ArrayList<>();
        bias.add(0f);
        for (int c = 1; c < classes; c++) {
            bias.add((float) point[c]);
        }
        return new LogitCalibration((float) StrictMath.exp(point[0]), bias);
    }

    /** The first number of a point is the logarithm of the scale, the rest are the biases from the second class on. */
    private static double loss(
            List<float[]> logits, int[] labels, double[] weights, double total, double[] at, double[] gradient) {
        int classes = at.length;
        double scale = StrictMath.exp(at[0]);
        double[] probability = new double[classes];
        double loss = 0;
        for (int c = 0; c < classes; c++) {
            loss += PRIOR / 2 * at[c] * at[c];
            gradient[c] = PRIOR * at[c];
        }
        for (int i = 0; i < labels.length; i++) {
            float[] row = logits.get(i);
            double highest = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                probability[c] = scale * row[c] + (c == 0 ? 0 : at[c]);
                highest = Math.max(highest, probability[c]);
            }
            double right = probability[labels[i]] - highest;
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                probability[c] = StrictMath.exp(probability[c] - highest);
                sum += probability[c];
            }
            double share = weights[i] / total;
            loss += share * (StrictMath.log(sum) - right);
            for (int c = 0; c < classes; c++) {
                double slope = share * (probability[c] / sum - (c == labels[i] ? 1 : 0));
                gradient[0] += slope * scale * row[c];
                if (c > 0) {
                    gradient[c] += slope;
                }
            }
        }
        return loss;
    }
}
