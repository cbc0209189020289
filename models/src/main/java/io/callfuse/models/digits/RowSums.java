package io.callfuse.models.digits;

/**
 * The inner loop of the training: weighted sums of rows in a fixed order, by plain loops over whole arrays, which the compiler
 * vectorises (over parts of arrays it does not). Without state.
 */
final class RowSums {
    private RowSums() {}

    /** Adds to {@code into} the rows {@code rows[from + i]} times {@code factors[i]}, for i from 0 to {@code count - 1}. */
    static void add(float[] into, float[] factors, float[][] rows, int from, int count) {
        int i = 0;
        for (; i + 4 <= count; i += 4) {
            addFour(into, rows, from + i, factors[i], factors[i + 1], factors[i + 2], factors[i + 3]);
        }
        for (; i < count; i++) {
            float factor = factors[i];
            float[] row = rows[from + i];
            for (int j = 0; j < into.length; j++) {
                into[j] += factor * row[j];
            }
        }
    }

    private static void addFour(float[] into, float[][] rows, int from, float f0, float f1, float f2, float f3) {
        float[] a = rows[from];
        float[] b = rows[from + 1];
        float[] c = rows[from + 2];
        float[] d = rows[from + 3];
        for (int j = 0; j < into.length; j++) {
            into[j] += f0 * a[j] + f1 * b[j] + (f2 * c[j] + f3 * d[j]);
        }
    }
}
