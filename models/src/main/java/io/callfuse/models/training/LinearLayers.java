package io.callfuse.models.training;

import io.callfuse.models.NetworkLayers;
import java.util.List;

/**
 * A linear judge in the shape of a network, so that it can be merged with others: two hidden units for each output, one of which
 * is active when the output is over 0, the other when it is below. For one thread.
 */
final class LinearLayers {
    private final int features;
    private final int outputs;
    private final float[][] hidden;
    private final float[][] output;
    private final float[] bias;

    LinearLayers(int features, int outputs) {
        this.features = features;
        this.outputs = outputs;
        this.hidden = new float[2 * features + NetworkLayers.historyInputs(outputs)][2 * outputs];
        this.output = new float[outputs][2 * outputs];
        this.bias = new float[outputs];
        for (int o = 0; o < outputs; o++) {
            output[o][o] = 1;
            output[o][outputs + o] = -1;
        }
    }

    /** Says what an output is: weights of the features and of their deviations, and a constant. */
    void set(int index, double[] weights, double constant) {
        for (int j = 0; j < weights.length; j++) {
            hidden[j][index] = (float) weights[j];
            hidden[j][outputs + index] = -(float) weights[j];
        }
        bias[index] = (float) constant;
    }

    /** Returns the network; what its outputs are without history in the mean comes from clips of these weights. */
    NetworkLayers layers(List<TrainingClip> clips, double[] weights) {
        double[] mean = new double[outputs];
        for (int i = 0; i < weights.length; i++) {
            float[] inputs = clips.get(i).inputs();
            for (int f = 0; f < features; f++) {
                for (int o = 0; o < outputs; o++) {
                    mean[o] += weights[i] * inputs[f] * hidden[f][o];
                }
            }
        }
        double middle = 0;
        for (int o = 0; o < outputs; o++) {
            mean[o] += bias[o];
            middle += mean[o] / outputs;
        }
        float[] centred = new float[outputs];
        for (int o = 0; o < outputs; o++) {
            centred[o] = (float) (mean[o] - middle);
        }
        return new NetworkLayers(hidden, new float[2 * outputs], output, bias, new float[outputs][outputs], centred);
    }
}
