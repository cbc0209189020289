package io.callfuse.models.training;

import java.util.List;

/**
 * The loss of a batch and its derivatives by back-propagation (Rumelhart, Hinton and Williams 1986): the cold pass, the warm one
 * that sees the cold outputs of other rows, and the way back through both. Sums run in a fixed order: the same bits everywhere.
 * Allocates when made, never after; for one thread.
 */
final class NetworkGradient {
    private static final double COLD_SHARE = 0.5;
    private static final double ANGER_SHARE = 0.5;
    private static final float COLD_MEAN_CHANGE = 0.02f;

    private final List<TrainingClip> clips;
    private final NetworkFitSettings settings;
    private final int features;
    private final int outputs;
    private final ClassLoss loss;
    private final HistoryStage history;
    private final BatchPass cold;
    private final BatchPass warm;
    private final float[][] centred;
    private final float[][] centredGradient;
    private final float[] keep;
    private final float[] coldMean;

    NetworkGradient(List<TrainingClip> clips, ClassTargets targets, NetworkFitSettings settings) {
        this.clips = clips;
        this.settings = settings;
        this.features = clips.get(0).inputs().length;
        this.outputs = targets.outputs();
        int capacity = ClipSampler.LINES * ClipSampler.CLIPS;
        int warmInputs = 2 * features + io.callfuse.models.NetworkLayers.historyInputs(outputs);
        this.loss = new ClassLoss(targets);
        this.history = new HistoryStage(settings.history(), features, outputs, capacity);
        this.cold = new BatchPass(features, settings.hiddenUnits(), outputs, capacity);
        this.warm = new BatchPass(warmInputs, settings.hiddenUnits(), outputs, capacity);
        this.centred = new float[capacity][outputs];
        this.centredGradient = new float[capacity][outputs];
        this.keep = new float[features];
        this.coldMean = new float[outputs];
    }

    /** Returns the mean loss of the rows and writes its derivatives. */
    double evaluate(NetworkParameters parameters, ClipBatch batch, TrainingRandom random, NetworkParameters gradient) {
        forward(parameters, batch, random);
        gradient.clear();
        double sum = 0;
        double share = 1.0 / batch.rows;
        for (int r = 0; r < batch.rows; r++) {
            int label = clips.get(batch.clip[r]).label();
            java.util.Arrays.fill(warm.outputGradient[r], 0);
            java.util.Arrays.fill(cold.outputGradient[r], 0);
            java.util.Arrays.fill(centredGradient[r], 0);
            sum += loss.classes(warm.outputs[r], label, share, warm.outputGradient[r]);
            sum += loss.anger(warm.outputs[r], label, ANGER_SHARE * share, warm.outputGradient[r]);
            sum += loss.classes(cold.outputs[r], label, COLD_SHARE * share, cold.outputGradient[r]);
        }
        backward(parameters, batch, gradient);
        return sum;
    }

    /** Moves the means of the cold outputs towards those of the batch evaluated last. */
    void followColdMean(int rows) {
        for (int o = 0; o < outputs; o++) {
            float sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += centred[r][o];
            }
            coldMean[o] += COLD_MEAN_CHANGE * (sum / rows - coldMean[o]);
        }
    }

    /** Means of the centred cold outputs, the newest batches counting most. */
    float[] coldMean() {
        return coldMean;
    }

    private void forward(NetworkParameters parameters, ClipBatch batch, TrainingRandom random) {
        for (int r = 0; r < batch.rows; r++) {
            float[] own = clips.get(batch.clip[r]).inputs();
            random.dropout(keep, settings.inputDropout());
            for (int f = 0; f < features; f++) {
                cold.inputs[f][r] = keep[f] * own[f];
            }
            history.fill(batch, r, clips, warm.inputs, random, settings.inputDropout());
        }
        cold.forward(parameters, batch.rows, random, settings.hiddenDropout());
        for (int r = 0; r < batch.rows; r++) {
            subtractMean(cold.outputs[r], centred[r]);
        }
        for (int r = 0; r < batch.rows; r++) {
            history.fillOutputs(batch, r, centred, coldMean, warm.inputs);
        }
        warm.forward(parameters, batch.rows, random, settings.hiddenDropout());
        for (int r = 0; r < batch.rows; r++) {
            for (int o = 0; o < outputs; o++) {
                RowSums.add(warm.outputs[r], parameters.shift[o], history.distance(r, o, coldMean));
            }
        }
    }

    private void backward(NetworkParameters parameters, ClipBatch batch, NetworkParameters gradient) {
        warm.backward(parameters, batch.rows, gradient);
        for (int r = 0; r < batch.rows; r++) {
            for (int o = 0; o < outputs; o++) {
                RowSums.add(gradient.shift[o], warm.outputGradient[r], history.distance(r, o, coldMean));
            }
            history.back(batch, r, warm, parameters, centred, centredGradient);
        }
        for (int r = 0; r < batch.rows; r++) {
            subtractMean(centredGradient[r], centredGradient[r]);
            RowSums.add(cold.outputGradient[r], centredGradient[r], 1);
        }
        cold.backward(parameters, batch.rows, gradient);
    }

    private static void subtractMean(float[] from, float[] into) {
        float sum = 0;
        for (float one : from) {
            sum += one;
        }
        float mean = sum / from.length;
        for (int o = 0; o < into.length; o++) {
            into[o] = from[o] - mean;
        }
    }
}
