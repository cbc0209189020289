package io.callfuse.models;

import java.util.Collections;
import java.util.List;

/**
 * Makes probabilities honest: logits are multiplied by a scale and moved by a bias each before the soft maximum (temperature
 * scaling with a correction of the priors; Guo et al. 2017). Immutable.
 *
 * @param scale one over the temperature, over 0
 * @param bias one for each class
 */
public record LogitCalibration(float scale, List<Float> bias) {
    /** Checks the numbers. */
    public LogitCalibration {
        bias = List.copyOf(bias);
        if (!(scale > 0 && Float.isFinite(scale))) {
            throw new IllegalArgumentException("the scale of the calibration is not over 0");
        }
        if (!bias.stream().allMatch(Float::isFinite)) {
            throw new IllegalArgumentException("a bias of the calibration is not finite");
        }
    }

    /** Leaves logits of so many classes as they are. */
    public static LogitCalibration none(int classes) {
        return new LogitCalibration(1, Collections.nCopies(classes, 0f));
    }

    /**
     * Writes the probabilities of the classes, which sum to 1.
     *
     * @param logits at least one for each class; what lies beyond is not looked at
     * @param probability room for the classes
     */
    public void apply(float[] logits, double[] probability) {
        int classes = bias.size();
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            probability[c] = (double) scale * logits[c] + bias.get(c);
            highest = Math.max(highest, probability[c]);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            probability[c] = StrictMath.exp(probability[c] - highest);
            sum += probability[c];
        }
        for (int c = 0; c < classes; c++) {
            probability[c] /= sum;
        }
    }
}
