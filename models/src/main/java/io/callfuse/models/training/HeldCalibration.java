package io.callfuse.models.training;

import io.callfuse.models.LogitCalibration;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits a calibration that begins as a present one and is held to it by an L2 penalty on what is changed. Classes of a group move
 * together. Deterministic.
 */
public final class HeldCalibration {
    private static final int ITERATIONS = 200;
    private static final double TOLERANCE = 1e-7;
    /** Against the mean loss, so it holds alike however many readings there are; set by hand, no other was tried. */
    private static final double PENALTY = 0.01;

    private HeldCalibration() {}

    /**
     * Fits scale and biases.
     *
     * @param outputs at least one, with as many logits as there are classes
     */
    public static LogitCalibration fit(LogitCalibration present, MoodGroups groups, List<LabelledOutput> outputs) {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to calibrate by");
        }
        int groupCount =
                1 + groups.groupOfClass().stream().mapToInt(g -> g).max().orElse(0);
        double total = outputs.stream().mapToDouble(LabelledOutput::weight).sum();
        double[] change = new double[1 + groupCount];
        Objective objective = (at, gradient) -> loss(present, groups, outputs, total, at, gradient);
        new Lbfgs(objective, change.length, ITERATIONS, TOLERANCE).minimize(change);
        List<Float> bias = new ArrayList<>();
        for (int c = 0; c < groups.classes(); c++) {
            bias.add((float)
                    (present.bias().get(c) + change[1 + groups.groupOfClass().get(c)]));
        }
        return new LogitCalibration((float) (present.scale() * StrictMath.exp(change[0])), bias);
    }

    /** The first number of a point is the logarithm of the factor of the scale, the rest what is added to the biases. */
    private static double loss(
            LogitCalibration present,
            MoodGroups groups,
            List<LabelledOutput> outputs,
            double total,
            double[] at,
            double[] gradient) {
        double loss = 0;
        for (int i = 0; i < at.length; i++) {
            loss += PENALTY / 2 * at[i] * at[i];
            gradient[i] = PENALTY * at[i];
        }
        double scale = present.scale() * StrictMath.exp(at[0]);
        double[] logits = new double[groups.classes()];
        double[] slopes = new double[logits.length];
        for (LabelledOutput output : outputs) {
            for (int c = 0; c < logits.length; c++) {
                logits[c] = scale * output.logits()[c]
                        + present.bias().get(c)
                        + at[1 + groups.groupOfClass().get(c)];
            }
            double share = output.weight() / total;
            loss += share * groups.loss(logits, output.group(), slopes);
            for (int c = 0; c < logits.length; c++) {
                gradient[0] += share * slopes[c] * scale * output.logits()[c];
                gradient[1 + groups.groupOfClass().get(c)] += share * slopes[c];
            }
        }
        return loss;
    }
}
