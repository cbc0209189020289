package io.callfuse.models.training;

/**
 * A regularized covariance matrix, factored by Cholesky's method (Golub and Van Loan 2013, 4.2) so that equations with it can be
 * solved. Single-threaded; the same rows give the same bits on every machine. Immutable.
 */
final class Covariance {
    /** So many rows are added at once, for speed. */
    private static final int TOGETHER = 4;

    private final double[][] lower;

    private Covariance(double[][] lower) {
        this.lower = lower;
    }

    /**
     * Sums the products of the rows' numbers, and adds a penalty to the squares.
     *
     * @param rows centred, and multiplied by the root of their weights
     * @param penalty one for each number of a row, over 0
     */
    static Covariance of(float[][] rows, double[] penalty) {
        int size = penalty.length;
        double[][] matrix = new double[size][];
        for (int i = 0; i < size; i++) {
            matrix[i] = new double[i + 1];
        }
        float[] nothing = new float[size];
        for (int from = 0; from < rows.length; from += TOGETHER) {
            float[] a = rows[from];
            float[] b = from + 1 < rows.length ? rows[from + 1] : nothing;
            float[] c = from + 2 < rows.length ? rows[from + 2] : nothing;
            float[] d = from + 3 < rows.length ? rows[from + 3] : nothing;
            for (int i = 0; i < size; i++) {
                add(matrix[i], a, b, c, d, i);
            }
        }
        for (int i = 0; i < size; i++) {
            matrix[i][i] += penalty[i];
        }
        factor(matrix);
        return new Covariance(matrix);
    }

    private static void add(double[] to, float[] a, float[] b, float[] c, float[] d, int i) {
        double ai = a[i];
        double bi = b[i];
        double ci = c[i];
        double di = d[i];
        for (int j = 0; j <= i; j++) {
            to[j] += ai * a[j] + bi * b[j] + (ci * c[j] + di * d[j]);
        }
    }

    /** Replaces a lower triangle by its factor, row by row. */
    private static void factor(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(sum) : sum / matrix[j][j];
            }
        }
    }

    /** Returns what the matrix turns into these numbers. */
    double[] solve(double[] numbers) {
        double[] solution = numbers.clone();
        for (int i = 0; i < solution.length; i++) {
            for (int k = 0; k < i; k++) {
                solution[i] -= lower[i][k] * solution[k];
            }
            solution[i] /= lower[i][i];
        }
        for (int i = solution.length - 1; i >= 0; i--) {
            solution[i] /= lower[i][i];
            for (int k = 0; k < i; k++) {
                solution[k] -= lower[i][k] * solution[i];
            }
        }
        return solution;
    }
}
