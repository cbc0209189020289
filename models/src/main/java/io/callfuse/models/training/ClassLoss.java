package io.callfuse.models.training;

/**
 * What is to become small: the cross-entropy of the classes with smoothed labels (Szegedy et al. 2016) and that of anger against
 * the rest, with the angry ones weighing more. For one thread.
 */
final class ClassLoss {
    private static final double SMOOTHING = 0.05;
    private static final double ANGRY_WEIGHT = 5;
    private static final double CALM_TARGET = 0.0075;

    private final int classes;
    private final int angry;
    private final double[] probability;

    ClassLoss(ClassTargets targets) {
        this.classes = targets.classes();
        this.angry = targets.angry();
        this.probability = new double[classes];
    }

    /** Returns the cross-entropy of the classes, times a factor, and adds its derivatives. */
    double classes(float[] outputs, int label, double factor, float[] gradient) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            highest = Math.max(highest, outputs[c]);
        }
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            probability[c] = StrictMath.exp(outputs[c] - highest);
            sum += probability[c];
        }
        double logSum = highest + StrictMath.log(sum);
        double loss = 0;
        for (int c = 0; c < classes; c++) {
            double target = SMOOTHING / classes + (c == label ? 1 - SMOOTHING : 0);
            loss -= target * (outputs[c] - logSum);
            gradient[c] += (float) (factor * (probability[c] / sum - target));
        }
        return factor * loss;
    }

    /** Returns the cross-entropy of the output for anger, times a factor, and adds its derivative. */
    double anger(float[] outputs, int label, double factor, float[] gradient) {
        double logit = outputs[classes];
        double target = CALM_TARGET + (label == angry ? 1 - SMOOTHING : 0);
        double small = StrictMath.exp(-Math.abs(logit));
        double logOfSum = StrictMath.log1p(small);
        double minusLogYes = Math.max(0, -logit) + logOfSum;
        double minusLogNo = Math.max(0, logit) + logOfSum;
        double yes = (logit >= 0 ? 1 : small) / (1 + small);
        gradient[classes] += (float) (factor * ((1 - target) * yes - ANGRY_WEIGHT * target * (1 - yes)));
        return factor * (ANGRY_WEIGHT * target * minusLogYes + (1 - target) * minusLogNo);
    }
}
