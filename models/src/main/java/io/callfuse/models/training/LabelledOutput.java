package io.callfuse.models.training;

/**
 * What a network made of a labelled reading. The arrays are not copied: they must not change.
 *
 * @param activity of the hidden units; may be empty where only the outputs matter
 * @param logits one for each class, and the last for anger against the rest
 * @param group of the class that was so
 * @param weight how much it counts, over 0
 */
public record LabelledOutput(float[] activity, float[] logits, int group, double weight) {
    /** Checks the numbers. */
    public LabelledOutput {
        if (group < 0 || !(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("group " + group + ", weight " + weight);
        }
        for (float value : logits) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("an output is not finite");
            }
        }
    }
}
