package io.callfuse.models.training;

import io.callfuse.models.NetworkLayers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbers of a network while they are learnt, or as many of another kind, such as their gradient. For one thread. */
final class NetworkParameters {
    private static final float FIRST_SHIFT = -0.5f;

    final float[][] hidden;
    final float[] hiddenBias;
    final float[][] output;
    final float[] outputBias;
    final float[][] shift;
    private final List<float[]> all = new ArrayList<>();

    /** All are 0. */
    NetworkParameters(int features, int hiddenUnits, int outputs) {
        this.hidden = new float[2 * features + NetworkLayers.historyInputs(outputs)][hiddenUnits];
        this.hiddenBias = new float[hiddenUnits];
        this.output = new float[outputs][hiddenUnits];
        this.outputBias = new float[outputs];
        this.shift = new float[outputs][outputs];
        all.addAll(Arrays.asList(hidden));
        all.add(hiddenBias);
        all.addAll(Arrays.asList(output));
        all.add(outputBias);
        all.addAll(Arrays.asList(shift));
    }

    /** Every row and every bias, always in the same order. */
    List<float[]> all() {
        return all;
    }

    void clear() {
        for (float[] row : all) {
            Arrays.fill(row, 0);
        }
    }

    /** Draws each layer within one over the root of its inputs; earlier outputs begin by lowering the present ones. */
    void randomize(TrainingRandom random) {
        double hiddenLimit = 1 / Math.sqrt(hidden.length);
        for (float[] row : hidden) {
            random.uniform(row, hiddenLimit);
        }
        random.uniform(hiddenBias, hiddenLimit);
        double outputLimit = 1 / Math.sqrt(hiddenBias.length);
        for (float[] row : output) {
            random.uniform(row, outputLimit);
        }
        random.uniform(outputBias, outputLimit);
        for (int o = 0; o < shift.length; o++) {
            Arrays.fill(shift[o], 0);
            shift[o][o] = FIRST_SHIFT;
        }
    }

    /** Makes the whole no longer than this. */
    void shortenTo(double length) {
        double squares = 0;
        for (float[] row : all) {
            for (float value : row) {
                squares += (double) value * value;
            }
        }
        double norm = Math.sqrt(squares);
        if (norm > length) {
            float factor = (float) (length / norm);
            for (float[] row : all) {
                for (int i = 0; i < row.length; i++) {
                    row[i] *= factor;
                }
            }
        }
    }

    NetworkLayers layers(float[] coldMean) {
        return new NetworkLayers(hidden, hiddenBias, output, outputBias, shift, coldMean);
    }
}
