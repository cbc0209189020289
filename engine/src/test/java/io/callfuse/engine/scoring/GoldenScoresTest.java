package io.callfuse.engine.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.feature.Leg;
import io.callfuse.engine.feature.Voices;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.EmotionModel.Input;
import io.callfuse.models.EmotionModel.ScoreMap;
import io.callfuse.models.NetworkLayers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same audio and model give the same score, bit for bit, on every JDK and machine. */
@Timeout(30)
class GoldenScoresTest {
    @Test
    void shouldScoreTheSameBitsEverywhere() {
        EmotionScorer scorer = new EmotionScorer(patterned());
        EmotionScore score = new EmotionScore();
        Leg leg = new Leg();
        long hash = 0;
        long contributions = 0;
        for (int second = 0; second < 20; second++) {
            leg.hear(Voices.voice(110 + 6 * second, 3 + 0.1 * second, 0.2 + 0.03 * second, 1.4 - 0.04 * second, 1));
            scorer.score(leg.read(), score);
            hash = hash * 0x100000001b3L ^ Double.doubleToLongBits(score.score());
            hash = hash * 0x100000001b3L ^ Double.doubleToLongBits(score.confidence());
            hash = hash * 0x100000001b3L ^ score.emotion().ordinal();
            scorer.explain(score);
            for (int c = 0; c < score.contributions(); c++) {
                contributions = contributions * 0x100000001b3L ^ Double.doubleToLongBits(score.contribution(c));
            }
        }
        assertThat(Long.toHexString(hash)).isEqualTo("a7d7992a8ba81a96");
        assertThat(Long.toHexString(contributions)).isEqualTo("529c213b5a12520d");
    }

    /** A model of all features whose weights mean nothing. */
    private static EmotionModel patterned() {
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < FeatureVector.names().size(); i++) {
            inputs.add(new Input(
                    FeatureVector.names().get(i), FeatureVector.groups().get(i), i % 5 - 2, 1 + i % 7));
        }
        int outputs = 3;
        NetworkLayers layers = new NetworkLayers(
                rows(2 * inputs.size() + NetworkLayers.historyInputs(outputs), 8, 0.05f),
                rows(1, 8, 0.1f)[0],
                rows(outputs, 8, 0.2f),
                rows(1, outputs, 0.1f)[0],
                rows(outputs, outputs, 0.05f),
                rows(1, outputs, 0.1f)[0]);
        return HandMadeModel.model(inputs, layers, new ScoreMap(0.5, 0.8, 4), "anger");
    }

    private static float[][] rows(int count, int length, float scale) {
        float[][] rows = new float[count][length];
        for (int r = 0; r < count; r++) {
            for (int i = 0; i < length; i++) {
                rows[r][i] = scale * ((r * 37 + i * 53) % 23 - 11);
            }
        }
        return rows;
    }
}
