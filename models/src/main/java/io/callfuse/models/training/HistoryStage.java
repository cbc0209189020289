package io.callfuse.models.training;

import io.callfuse.models.HistoryInput;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the inputs of the warm pass from a batch's features and its cold outputs, and leads the derivatives back to the cold
 * outputs. Allocates when made, never after; for one thread.
 */
final class HistoryStage {
    private final HistoryInput kind;
    private final int features;
    private final int outputs;
    private final float[] mean;
    private final float[] meanSquare;
    private final float[] keep;
    private final float[] trust;
    private final float[][] outputMean;
    private final float[][] outputDeviation;
    private final float[] slopes;

    HistoryStage(HistoryInput kind, int features, int outputs, int capacity) {
        this.kind = kind;
        this.features = features;
        this.outputs = outputs;
        this.mean = new float[features];
        this.meanSquare = new float[features];
        this.keep = new float[2 * features];
        this.trust = new float[capacity];
        this.outputMean = new float[capacity][outputs];
        this.outputDeviation = new float[capacity][outputs];
        this.slopes = new float[2 * outputs];
    }

    /** Writes the warm inputs of a row. */
    void fill(
            ClipBatch batch, int row, List<TrainingClip> clips, float[][] into, TrainingRandom random, double dropout) {
        float[] own = clips.get(batch.clip[row]).inputs();
        int earlier = batch.historyLength[row];
        trust[row] = HistoryInput.trust(earlier);
        random.dropout(keep, dropout);
        average(batch, row, clips);
        boolean raw = earlier == 0 || kind.keepsRaw();
        for (int f = 0; f < features; f++) {
            into[f][row] = raw ? keep[f] * own[f] : 0;
            into[features + f][row] =
                    earlier == 0 ? 0 : keep[features + f] * kind.deviation(trust[row], own[f], mean[f], meanSquare[f]);
        }
    }

    /** Writes the inputs of a row that tell of earlier outputs. */
    void fillOutputs(ClipBatch batch, int row, float[][] centred, float[] coldMean, float[][] into) {
        int earlier = batch.historyLength[row];
        for (int o = 0; o < outputs; o++) {
            double sum = 0;
            double squares = 0;
            for (int k = 0; k < earlier; k++) {
                double value = centred[batch.history[row][k]][o];
                sum += value;
                squares += value * value;
            }
            double count = Math.max(1, earlier);
            outputMean[row][o] = (float) (sum / count);
            outputDeviation[row][o] = HistoryInput.outputDeviation(sum / count, squares / count);
            into[2 * features + o][row] = HistoryInput.OUTPUT_SCALE * distance(row, o, coldMean);
            into[2 * features + outputs + o][row] = HistoryInput.OUTPUT_SCALE * trust[row] * outputDeviation[row][o];
        }
        into[2 * features + 2 * outputs][row] = HistoryInput.OUTPUT_SCALE * trust[row];
    }

    /** How far an earlier output's mean lies from that of the training, as far as it is trusted. */
    float distance(int row, int output, float[] coldMean) {
        return trust[row] * (outputMean[row][output] - coldMean[output]);
    }

    /** Adds to the derivatives by the centred cold outputs what comes back through the warm pass of a row. */
    void back(
            ClipBatch batch, int row, BatchPass warm, NetworkParameters parameters, float[][] centred, float[][] into) {
        int earlier = batch.historyLength[row];
        if (earlier == 0) {
            return;
        }
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = HistoryInput.OUTPUT_SCALE * warm.inputGradient(parameters, row, 2 * features + i);
        }
        for (int o = 0; o < outputs; o++) {
            for (int to = 0; to < outputs; to++) {
                slopes[o] += parameters.shift[o][to] * warm.outputGradient[row][to];
            }
            float byMean = trust[row] * slopes[o] / earlier;
            float byDeviation = trust[row] * slopes[outputs + o] / (outputDeviation[row][o] * earlier);
            for (int k = 0; k < earlier; k++) {
                int from = batch.history[row][k];
                into[from][o] += byMean + byDeviation * (centred[from][o] - outputMean[row][o]);
            }
        }
    }

    private void average(ClipBatch batch, int row, List<TrainingClip> clips) {
        int earlier = batch.historyLength[row];
        Arrays.fill(mean, 0);
        Arrays.fill(meanSquare, 0);
        for (int k = 0; k < earlier; k++) {
            float[] one = clips.get(batch.clip[batch.history[row][k]]).inputs();
            for (int f = 0; f < features; f++) {
                mean[f] += one[f];
                meanSquare[f] += one[f] * one[f];
            }
        }
        float share = 1f / Math.max(1, earlier);
        for (int f = 0; f < features; f++) {
            mean[f] *= share;
            meanSquare[f] *= share;
        }
    }
}
