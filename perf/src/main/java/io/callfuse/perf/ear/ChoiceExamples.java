package io.callfuse.perf.ear;

import java.util.Arrays;

/**
 * Choices to learn from: each has some items of so many numbers each, and says which of them was right. For one thread.
 */
final class ChoiceExamples {
    /** None of the items was right. */
    static final int NONE = -1;

    private final int inputs;
    private float[] numbers = new float[1 << 20];
    private int[] starts = new int[1 << 16];
    private int[] right = new int[1 << 16];
    private int items;
    private int count;

    /** @param inputs numbers of an item */
    ChoiceExamples(int inputs) {
        this.inputs = inputs;
    }

    /** Adds an item to the choice that is being put together. */
    void addItem(float[] item) {
        if ((items + 1) * inputs > numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        System.arraycopy(item, 0, numbers, items++ * inputs, inputs);
    }

    /** Ends the choice: this of its items was right, or {@link #NONE}. */
    void end(int rightItem) {
        if (count + 2 > starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            right = Arrays.copyOf(right, 2 * right.length);
        }
        right[count++] = rightItem;
        starts[count] = items;
    }

    int inputs() {
        return inputs;
    }

    int count() {
        return count;
    }

    /** How many items there are of all choices. */
    int items() {
        return items;
    }

    /** The first item of a choice; that after its last is the first of the next. */
    int start(int choice) {
        return starts[choice];
    }

    int right(int choice) {
        return right[choice];
    }

    /** Number i of an item. */
    float number(int item, int i) {
        return numbers[item * inputs + i];
    }
}
