package io.callfuse.models.training;

/**
 * Some callers' clips, and which others of the batch are each one's history: what one step learns from. Filled by the sampler.
 * For one thread.
 */
final class ClipBatch {
    final int[] clip;
    final int[][] history;
    final int[] historyLength;
    int rows;

    /** Room for so many clips, each with a history of so many at most. */
    ClipBatch(int capacity, int longestHistory) {
        this.clip = new int[capacity];
        this.history = new int[capacity][longestHistory];
        this.historyLength = new int[capacity];
    }
}
