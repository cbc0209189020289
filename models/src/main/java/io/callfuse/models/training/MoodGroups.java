package io.callfuse.models.training;

import java.util.List;

/**
 * Which classes a label may stand for: who labels calls says "positive" and does not tell happy from surprised. The probability of
 * a group is the sum of its classes'. Immutable.
 *
 * @param groupOfClass index of the group of each class
 */
public record MoodGroups(List<Integer> groupOfClass) {
    /** Checks the indices. */
    public MoodGroups {
        groupOfClass = List.copyOf(groupOfClass);
        if (groupOfClass.size() < 2 || groupOfClass.stream().anyMatch(g -> g < 0)) {
            throw new IllegalArgumentException("groups " + groupOfClass);
        }
    }

    /** How many classes there are. */
    int classes() {
        return groupOfClass.size();
    }

    /**
     * Returns the cross-entropy of a group under some logits.
     *
     * @param logits of the classes; what lies beyond is not looked at
     * @param slopes room for the derivative by each logit
     */
    double loss(double[] logits, int group, double[] slopes) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes(); c++) {
            highest = Math.max(highest, logits[c]);
        }
        double all = 0;
        double right = Double.MIN_NORMAL;
        for (int c = 0; c < classes(); c++) {
            slopes[c] = StrictMath.exp(logits[c] - highest);
            all += slopes[c];
            right += groupOfClass.get(c) == group ? slopes[c] : 0;
        }
        for (int c = 0; c < classes(); c++) {
            slopes[c] = slopes[c] / all - (groupOfClass.get(c) == group ? slopes[c] / right : 0);
        }
        return StrictMath.log(all) - StrictMath.log(right);
    }
}
