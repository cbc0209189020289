package io.callfuse.models.training;

import io.callfuse.dsp.kernel.Kernels;

/** One run of the network on all rows of a batch, and the way back through it. Allocates when made, never after; for one thread. */
final class BatchPass {
    /** For each input, its value in each row, after dropout. */
    final float[][] inputs;

    /** For each row, its outputs. */
    final float[][] outputs;

    /** For each row, the derivative of the loss by each output: to be filled in before the way back. */
    final float[][] outputGradient;

    private final Kernels kernels = Kernels.plain();
    private final float[][] kept;
    private final float[][] activity;
    private final float[][] activityGradient;

    BatchPass(int inputCount, int hiddenUnits, int outputCount, int capacity) {
        this.inputs = new float[inputCount][capacity];
        this.outputs = new float[capacity][outputCount];
        this.outputGradient = new float[capacity][outputCount];
        this.kept = new float[capacity][hiddenUnits];
        this.activity = new float[capacity][hiddenUnits];
        this.activityGradient = new float[capacity][hiddenUnits];
    }

    void forward(NetworkParameters parameters, int rows, TrainingRandom random, double hiddenDropout) {
        int hiddenUnits = parameters.hiddenBias.length;
        for (int r = 0; r < rows; r++) {
            System.arraycopy(parameters.hiddenBias, 0, activity[r], 0, hiddenUnits);
            random.dropout(kept[r], hiddenDropout);
        }
        RowSums.forward(parameters.hidden, 0, inputs.length, inputs, activity, rows);
        for (int r = 0; r < rows; r++) {
            float[] row = activity[r];
            for (int h = 0; h < row.length; h++) {
                row[h] = Math.max(0, row[h]) * kept[r][h];
            }
            for (int o = 0; o < outputs[r].length; o++) {
                outputs[r][o] = parameters.outputBias[o] + kernels.dot(parameters.output[o], 0, row, 0, hiddenUnits);
            }
        }
    }

    /** Adds to the gradient what the outputs' derivatives say. */
    void backward(NetworkParameters parameters, int rows, NetworkParameters gradient) {
        for (int r = 0; r < rows; r++) {
            float[] into = activityGradient[r];
            java.util.Arrays.fill(into, 0);
            for (int o = 0; o < outputGradient[r].length; o++) {
                float slope = outputGradient[r][o];
                gradient.outputBias[o] += slope;
                RowSums.add(gradient.output[o], activity[r], slope);
                RowSums.add(into, parameters.output[o], slope);
            }
            for (int h = 0; h < into.length; h++) {
                into[h] = activity[r][h] > 0 ? into[h] * kept[r][h] : 0;
            }
            RowSums.add(gradient.hiddenBias, into, 1);
        }
        RowSums.backward(activityGradient, rows, inputs, inputs.length, gradient.hidden, 0);
    }

    /** Derivative of the loss by an input of a row, after the way back. */
    float inputGradient(NetworkParameters parameters, int row, int input) {
        float[] slopes = activityGradient[row];
        return kernels.dot(parameters.hidden[input], 0, slopes, 0, slopes.length);
    }
}
