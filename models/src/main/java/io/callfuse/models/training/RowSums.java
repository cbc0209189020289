package io.callfuse.models.training;

/**
 * The inner loops of the training: weighted sums of rows, in a fixed order, by plain loops that the compiler vectorises. Without
 * state.
 */
final class RowSums {
    private RowSums() {}

    /**
     * Adds to {@code into[r]} the rows {@code x[i]} times {@code weights[i][r]}, for i from 0 to {@code count - 1} and r from 0
     * to {@code rows - 1}.
     *
     * @param weights as many for each i as there are rows
     */
    static void forward(float[][] x, int xFrom, int count, float[][] weights, float[][] into, int rows) {
        int i = 0;
        for (; i + 3 < count; i += 4) {
            for (int r = 0; r < rows; r++) {
                addFour(
                        into[r],
                        x[xFrom + i],
                        weights[i][r],
                        x[xFrom + i + 1],
                        weights[i + 1][r],
                        x[xFrom + i + 2],
                        weights[i + 2][r],
                        x[xFrom + i + 3],
                        weights[i + 3][r]);
            }
        }
        for (; i < count; i++) {
            for (int r = 0; r < rows; r++) {
                add(into[r], x[xFrom + i], weights[i][r]);
            }
        }
    }

    /**
     * Adds to {@code into[intoFrom + i]} the rows {@code x[r]} times {@code weights[i][r]}, for i from 0 to {@code count - 1} and
     * r from 0 to {@code rows - 1}.
     */
    static void backward(float[][] x, int rows, float[][] weights, int count, float[][] into, int intoFrom) {
        for (int i = 0; i < count; i++) {
            float[] sum = into[intoFrom + i];
            float[] w = weights[i];
            int r = 0;
            for (; r + 3 < rows; r += 4) {
                addFour(sum, x[r], w[r], x[r + 1], w[r + 1], x[r + 2], w[r + 2], x[r + 3], w[r + 3]);
            }
            for (; r < rows; r++) {
                add(sum, x[r], w[r]);
            }
        }
    }

    /** Adds a row times a number. */
    static void add(float[] into, float[] x, float factor) {
        for (int j = 0; j < into.length; j++) {
            into[j] += factor * x[j];
        }
    }

    private static void addFour(
            float[] into, float[] a, float fa, float[] b, float fb, float[] c, float fc, float[] d, float fd) {
        for (int j = 0; j < into.length; j++) {
            into[j] = into[j] + fa * a[j] + fb * b[j] + fc * c[j] + fd * d[j];
        }
    }
}
