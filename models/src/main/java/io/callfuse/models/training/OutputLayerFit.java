package io.callfuse.models.training;

import io.callfuse.models.NetworkLayers;
import java.util.List;

/**
 * Fits the output layer of a network anew by multinomial regression on the activity of its hidden units, beginning at the present
 * rows and held to them by an L2 penalty on what is changed; and the output for anger by logistic regression, likewise. The hidden
 * layer stays. Deterministic.
 */
public final class OutputLayerFit {
    private static final int ITERATIONS = 60;
    private static final double TOLERANCE = 1e-5;

    private final MoodGroups groups;
    private final int angryGroup;
    private final double penalty;

    /**
     * @param groups what the labels tell apart
     * @param angryGroup the group that the output for anger tells from the rest
     * @param penalty how firmly the present rows are held, over 0
     */
    public OutputLayerFit(MoodGroups groups, int angryGroup, double penalty) {
        this.groups = groups;
        this.angryGroup = angryGroup;
        this.penalty = penalty;
    }

    /**
     * Fits.
     *
     * @param present the layers that made the outputs
     * @param readings what they made of labelled readings, each with the activity of the hidden units
     */
    public NetworkLayers fit(NetworkLayers present, List<LabelledOutput> readings) {
        int outputs = present.outputs();
        int units = present.hiddenUnits();
        if (readings.isEmpty() || outputs != groups.classes() + 1) {
            throw new IllegalArgumentException(readings.size() + " readings, " + outputs + " outputs");
        }
        double[] change = new double[outputs * (units + 1)];
        double total = readings.stream().mapToDouble(LabelledOutput::weight).sum();
        Objective objective = (at, gradient) -> loss(readings, units, total, at, gradient);
        new Lbfgs(objective, change.length, ITERATIONS, TOLERANCE).minimize(change);
        float[][] rows = present.output();
        float[] bias = present.outputBias();
        for (int o = 0; o < outputs; o++) {
            int start = o * (units + 1);
            for (int h = 0; h < units; h++) {
                rows[o][h] += (float) change[start + h];
            }
            bias[o] += (float) change[start + units];
        }
        return present.withOutput(rows, bias);
    }

    private double loss(List<LabelledOutput> readings, int units, double total, double[] at, double[] gradient) {
        double loss = 0;
        for (int i = 0; i < at.length; i++) {
            loss += penalty / 2 * at[i] * at[i];
            gradient[i] = penalty * at[i];
        }
        int classes = groups.classes();
        double[] logits = new double[classes + 1];
        double[] slopes = new double[classes + 1];
        for (LabelledOutput reading : readings) {
            float[] activity = reading.activity();
            for (int o = 0; o <= classes; o++) {
                logits[o] = reading.logits()[o] + changed(at, o * (units + 1), activity);
            }
            double share = reading.weight() / total;
            loss += share * groups.loss(logits, reading.group(), slopes);
            loss += share * anger(logits[classes], reading.group() == angryGroup, slopes);
            for (int o = 0; o <= classes; o++) {
                double slope = share * slopes[o];
                int start = o * (units + 1);
                for (int h = 0; h < units; h++) {
                    gradient[start + h] += slope * activity[h];
                }
                gradient[start + units] += slope;
            }
        }
        return loss;
    }

    private static double changed(double[] at, int start, float[] activity) {
        double sum = at[start + activity.length];
        for (int h = 0; h < activity.length; h++) {
            sum += at[start + h] * activity[h];
        }
        return sum;
    }

    private static double anger(double logit, boolean angry, double[] slopes) {
        double small = StrictMath.exp(-Math.abs(logit));
        double yes = (logit >= 0 ? 1 : small) / (1 + small);
        slopes[slopes.length - 1] = yes - (angry ? 1 : 0);
        return StrictMath.log1p(small) + Math.max(0, angry ? -logit : logit);
    }
}
