package io.callfuse.dsp.voice;

/**
 * Weights that give a band-limited sequence's value between two of its samples with the least squared error, for what a telephone
 * line lets pass, lows counting more than highs as they do in a voice (Oetken, Parks and Schuessler 1975 design interpolators so).
 * Ten of them do for a correlation's peak what takes a windowed sinc far more. Stateless.
 */
final class InterpolationTaps {
    /** 3400 Hz at 8 kHz. */
    private static final double BAND_END = 0.425;
    /** A voice's power, roughly: 3 dB down at 640 Hz of 8 kHz, 12 dB an octave beyond. */
    private static final double CORNER = 0.08;

    private static final int GRID = 512;
    /** Keeps the equations solvable where the band does not fix the weights. */
    private static final double RIDGE = 1e-8;

    private InterpolationTaps() {}

    /**
     * Returns the weights of the samples -(reach - 1)..reach for the value at {@code place}.
     *
     * @param place 0 (at sample 0) to 1 (at sample 1)
     */
    static float[] of(int reach, double place) {
        int taps = 2 * reach;
        double[][] equations = new double[taps][taps + 1];
        for (int g = 0; g < GRID; g++) {
            double frequency = BAND_END * (g + 0.5) / GRID;
            double square = frequency / CORNER * (frequency / CORNER);
            double weight = 1 / (1 + square * square);
            for (int row = 0; row < taps; row++) {
                for (int column = 0; column < taps; column++) {
                    equations[row][column] += weight * StrictMath.cos(2 * Math.PI * frequency * (row - column));
                }
                double distance = row - (reach - 1) - place;
                equations[row][taps] += weight * StrictMath.cos(2 * Math.PI * frequency * distance);
            }
        }
        for (int row = 0; row < taps; row++) {
            equations[row][row] *= 1 + RIDGE;
        }
        return solve(equations);
    }

    /** Gauss's elimination; the matrix is positive definite, so that no pivoting is needed. */
    private static float[] solve(double[][] equations) {
        int size = equations.length;
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = pivot + 1; row < size; row++) {
                double factor = equations[row][pivot] / equations[pivot][pivot];
                for (int column = pivot; column <= size; column++) {
                    equations[row][column] -= factor * equations[pivot][column];
                }
            }
        }
        float[] solution = new float[size];
        for (int row = size - 1; row >= 0; row--) {
            double sum = equations[row][size];
            for (int column = row + 1; column < size; column++) {
                sum -= equations[row][column] * equations[column][size];
            }
            equations[row][size] = sum / equations[row][row];
            solution[row] = (float) equations[row][size];
        }
        return solution;
    }
}
