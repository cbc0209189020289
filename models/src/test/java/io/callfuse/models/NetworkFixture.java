package io.callfuse.models;

import io.callfuse.models.EmotionModel.Input;
import io.callfuse.models.EmotionModel.OutputClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Networks of random numbers, and around given layers. */
public final class NetworkFixture {
    public static final List<OutputClass> CLASSES = List.of(
            new OutputClass("neutral", "neutral", 0),
            new OutputClass("angry", "anger", 1),
            new OutputClass("happy", "positive", 0));

    private NetworkFixture() {}

    public static EmotionModel random(HistoryInput history, int features, int hidden, long seed) {
        Random random = new Random(seed);
        int outputs = CLASSES.size() + 1;
        NetworkLayers layers = new NetworkLayers(
                rows(random, 2 * features + NetworkLayers.historyInputs(outputs), hidden),
                rows(random, 1, hidden)[0],
                rows(random, outputs, hidden),
                rows(random, 1, outputs)[0],
                rows(random, outputs, outputs),
                rows(random, 1, outputs)[0]);
        return around(history, layers);
    }

    /** Features f0, f1, ... of three groups in turns, of mean 1 and scale 2. */
    public static EmotionModel around(HistoryInput history, NetworkLayers layers) {
        List<Input> inputs = new ArrayList<>();
        for (int f = 0; f < layers.features(); f++) {
            inputs.add(new Input("f" + f, List.of("pitch", "loudness", "voice").get(f % 3), 1, 2));
        }
        return new EmotionModel(
                "test",
                inputs,
                CLASSES,
                history,
                layers,
                LogitCalibration.none(CLASSES.size()),
                new EmotionModel.ScoreMap(0, 1, 2));
    }

    public static double[] reading(Random random, int features) {
        double[] reading = new double[features];
        for (int f = 0; f < features; f++) {
            reading[f] = 1 + 2 * random.nextGaussian();
        }
        return reading;
    }

    private static float[][] rows(Random random, int count, int length) {
        float[][] rows = new float[count][length];
        for (float[] row : rows) {
            for (int i = 0; i < length; i++) {
                row[i] = (float) (0.4 * random.nextGaussian());
            }
        }
        return rows;
    }
}
