package io.callfuse.models;

import java.util.Arrays;

/**
 * Running means of what a caller's readings were and gave. A reading waits in line before it counts, so that one that shares
 * speech with the present one is not held against it. Allocates when made, never after; for one thread.
 */
final class CallerHistory {
    private final float[] mean;
    private final float[] meanSquare;
    private final double[] outputMean;
    private final double[] outputMeanSquare;
    private final float[][] waitingFeatures;
    private final float[][] waitingOutputs;
    private final double[] waitingWeight;
    private int waiting;
    private int next;
    private double readings;

    CallerHistory(int features, int outputs, int lagReadings) {
        if (lagReadings < 0) {
            throw new IllegalArgumentException("a lag of " + lagReadings + " readings");
        }
        this.mean = new float[features];
        this.meanSquare = new float[features];
        this.outputMean = new double[outputs];
        this.outputMeanSquare = new double[outputs];
        this.waitingFeatures = new float[lagReadings][features];
        this.waitingOutputs = new float[lagReadings][outputs];
        this.waitingWeight = new double[lagReadings];
    }

    /** Takes the first numbers of each as one more reading of some weight. */
    void add(float[] features, float[] outputs, double weight) {
        if (waitingWeight.length == 0) {
            count(features, outputs, weight);
            return;
        }
        if (waiting == waitingWeight.length) {
            count(waitingFeatures[next], waitingOutputs[next], waitingWeight[next]);
        } else {
            waiting++;
        }
        System.arraycopy(features, 0, waitingFeatures[next], 0, mean.length);
        System.arraycopy(outputs, 0, waitingOutputs[next], 0, outputMean.length);
        waitingWeight[next] = weight;
        next = (next + 1) % waitingWeight.length;
    }

    void clear() {
        Arrays.fill(mean, 0);
        Arrays.fill(meanSquare, 0);
        Arrays.fill(outputMean, 0);
        Arrays.fill(outputMeanSquare, 0);
        waiting = 0;
        next = 0;
        readings = 0;
    }

    /** Sum of the weights that count. */
    double readings() {
        return readings;
    }

    float[] mean() {
        return mean;
    }

    float[] meanSquare() {
        return meanSquare;
    }

    double outputMean(int output) {
        return outputMean[output];
    }

    double outputMeanSquare(int output) {
        return outputMeanSquare[output];
    }

    private void count(float[] features, float[] outputs, double weight) {
        readings += weight;
        double share = weight / readings;
        float part = (float) share;
        for (int f = 0; f < mean.length; f++) {
            mean[f] += part * (features[f] - mean[f]);
            meanSquare[f] += part * (features[f] * features[f] - meanSquare[f]);
        }
        for (int o = 0; o < outputMean.length; o++) {
            double value = outputs[o];
            outputMean[o] += share * (value - outputMean[o]);
            outputMeanSquare[o] += share * (value * value - outputMeanSquare[o]);
        }
    }
}
