package io.callfuse.models.digits;

/**
 * Rows of numbers that are learned, and what Adam with decoupled weight decay remembers of their gradients (Loshchilov and Hutter
 * 2019). For one thread.
 */
final class LearnedRows {
    private static final float MOMENTUM = 0.9f;
    private static final float SQUARE_MOMENTUM = 0.999f;
    private static final double WEIGHT_DECAY = 1e-2;
    private static final float EPSILON = 1e-8f;

    final float[][] values;
    final float[][] gradient;
    private final float[][] mean;
    private final float[][] meanSquare;
    private int steps;

    /** All 0. */
    LearnedRows(int rows, int length) {
        values = new float[rows][length];
        gradient = new float[rows][length];
        mean = new float[rows][length];
        meanSquare = new float[rows][length];
    }

    double squaredGradient() {
        double sum = 0;
        for (float[] row : gradient) {
            for (float slope : row) {
                sum += (double) slope * slope;
            }
        }
        return sum;
    }

    /** Moves against the gradient times {@code scale}. */
    void step(double rate, float scale) {
        steps++;
        float size = (float) (rate / (1 - StrictMath.pow(MOMENTUM, steps)));
        float perRoot = (float) (1 / Math.sqrt(1 - StrictMath.pow(SQUARE_MOMENTUM, steps)));
        float kept = (float) (1 - rate * WEIGHT_DECAY);
        for (int r = 0; r < values.length; r++) {
            remember(gradient[r], scale, mean[r], meanSquare[r]);
            float[] row = values[r];
            float[] first = mean[r];
            float[] second = meanSquare[r];
            for (int i = 0; i < row.length; i++) {
                row[i] = kept * row[i] - size * first[i] / ((float) Math.sqrt(second[i]) * perRoot + EPSILON);
            }
        }
    }

    private static void remember(float[] slopes, float scale, float[] first, float[] second) {
        for (int i = 0; i < slopes.length; i++) {
            float slope = slopes[i] * scale;
            first[i] += (1 - MOMENTUM) * (slope - first[i]);
            second[i] += (1 - SQUARE_MOMENTUM) * (slope * slope - second[i]);
        }
    }
}
