package io.callfuse.engine.scoring;

import io.callfuse.models.EmotionModel;
import io.callfuse.models.EmotionModel.Input;
import io.callfuse.models.EmotionModel.OutputClass;
import io.callfuse.models.EmotionModel.ScoreMap;
import io.callfuse.models.HistoryInput;
import io.callfuse.models.LogitCalibration;
import io.callfuse.models.NetworkLayers;
import java.util.List;

/** Models whose judgement can be worked out by hand. */
public final class HandMadeModel {
    private HandMadeModel() {}

    /** Log-odds of being upset are {@code bias + weight x} for the one standardized input x, whatever the caller's past. */
    public static EmotionModel linear(Input input, double weight, double bias, ScoreMap score) {
        return linear(input, weight, bias, score, "anger");
    }

    static EmotionModel linear(Input input, double weight, double bias, ScoreMap score, String emotion) {
        // one hidden unit follows x upwards and one downwards, so that together they are x
        float[][] hidden = new float[2 + NetworkLayers.historyInputs(3)][2];
        hidden[0] = new float[] {1, -1};
        float[][] output = {{0, 0}, {(float) weight, (float) -weight}, {0, 0}};
        NetworkLayers layers = new NetworkLayers(
                hidden, new float[2], output, new float[] {0, (float) bias, 0}, new float[3][3], new float[3]);
        return model(List.of(input), layers, score, emotion);
    }

    /** A model of these inputs and layers with a calm class and an angry one. */
    static EmotionModel model(List<Input> inputs, NetworkLayers layers, ScoreMap score, String emotion) {
        return new EmotionModel(
                "test",
                inputs,
                List.of(new OutputClass("calm", "neutral", 0), new OutputClass("upset", emotion, 1)),
                HistoryInput.RAW_AND_DEVIATION,
                layers,
                LogitCalibration.none(2),
                score);
    }
}
