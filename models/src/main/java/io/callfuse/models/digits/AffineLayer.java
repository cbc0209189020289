package io.callfuse.models.digits;

import java.util.Arrays;
import java.util.Random;

/** A learned affine map, applied to one vector after another. For one thread. */
final class AffineLayer {
    /** So many vectors' gradients are added to a row of weights in one go, and stay near the processor meanwhile. */
    private static final int BLOCK = 64;

    private final int inputs;
    private final int units;
    /** A row for each unit. */
    private final LearnedRows weights;

    private final LearnedRows bias;
    /** The same weights, a row for each input. */
    private final float[][] byInput;

    AffineLayer(int inputs, int units, Random random) {
        this.inputs = inputs;
        this.units = units;
        this.weights = new LearnedRows(units, inputs);
        this.bias = new LearnedRows(1, units);
        this.byInput = new float[inputs][units];
        double limit = Math.sqrt(3.0 / inputs);
        for (float[] row : weights.values) {
            for (int i = 0; i < inputs; i++) {
                row[i] = (float) ((2 * random.nextDouble() - 1) * limit);
            }
        }
    }

    int inputs() {
        return inputs;
    }

    int units() {
        return units;
    }

    void forward(float[][] x, int count, float[][] y) {
        for (int r = 0; r < units; r++) {
            for (int c = 0; c < inputs; c++) {
                byInput[c][r] = weights.values[r][c];
            }
        }
        for (int t = 0; t < count; t++) {
            System.arraycopy(bias.values[0], 0, y[t], 0, units);
            RowSums.add(y[t], x[t], byInput, 0, inputs);
        }
    }

    /** Sets the gradients of weights and bias. */
    void learn(float[][] x, int count, float[][] slope) {
        float[] ownSlope = new float[BLOCK];
        for (float[] row : weights.gradient) {
            Arrays.fill(row, 0);
        }
        for (int from = 0; from < count; from += BLOCK) {
            int block = Math.min(BLOCK, count - from);
            for (int r = 0; r < units; r++) {
                for (int i = 0; i < block; i++) {
                    ownSlope[i] = slope[from + i][r];
                }
                RowSums.add(weights.gradient[r], ownSlope, x, from, block);
            }
        }
        Arrays.fill(bias.gradient[0], 0);
        for (int t = 0; t < count; t++) {
            for (int r = 0; r < units; r++) {
                bias.gradient[0][r] += slope[t][r];
            }
        }
    }

    /** Writes the gradients of the inputs. */
    void backward(float[][] slope, int count, float[][] intoSlope) {
        for (int t = 0; t < count; t++) {
            Arrays.fill(intoSlope[t], 0);
            RowSums.add(intoSlope[t], slope[t], weights.values, 0, units);
        }
    }

    double squaredGradient() {
        return weights.squaredGradient() + bias.squaredGradient();
    }

    void step(double rate, float scale) {
        weights.step(rate, scale);
        bias.step(rate, scale);
    }

    /** What was learned, for inputs that still are to be multiplied by {@code scale} and then moved by {@code shift}. */
    AffineMap map(double[] scale, double[] shift) {
        float[][] rows = new float[units][inputs];
        float[] moved = new float[units];
        for (int r = 0; r < units; r++) {
            double sum = bias.values[0][r];
            for (int c = 0; c < inputs; c++) {
                double weight = weights.values[r][c];
                rows[r][c] = (float) (weight * scale[c % scale.length]);
                sum += weight * shift[c % shift.length];
            }
            moved[r] = (float) sum;
        }
        return new AffineMap(rows, moved);
    }
}
