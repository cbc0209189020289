package io.callfuse.models.training;

/**
 * One clip that a network learns from. The array is not copied: it must not change.
 *
 * @param inputs standardized features
 * @param label index of its class
 * @param corpus index of its corpus: corpora take equal turns
 * @param line number of the speaker on a line that it was said by, unique within the corpus: clips of one line are each
 *     other's history
 */
public record TrainingClip(float[] inputs, int label, int corpus, int line) {
    /** Checks the numbers. */
    public TrainingClip {
        if (label < 0 || corpus < 0) {
            throw new IllegalArgumentException("label " + label + ", corpus " + corpus);
        }
        for (float input : inputs) {
            if (!Float.isFinite(input)) {
                throw new IllegalArgumentException("an input of a clip is not finite");
            }
        }
    }
}
