package io.callfuse.engine.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.feature.Leg;
import io.callfuse.engine.feature.Voices;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.EmotionModel.EmotionClass;
import io.callfuse.models.EmotionModel.Feature;
import io.callfuse.models.EmotionModel.ScoreMap;
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
        for (int second = 0; second < 20; second++) {
            leg.hear(Voices.voice(110 + 6 * second, 3 + 0.1 * second, 0.2 + 0.03 * second, 1.4 - 0.04 * second, 1));
            scorer.score(leg.read(), score);
            hash = hash * 0x100000001b3L ^ Double.doubleToLongBits(score.score());
            hash = hash * 0x100000001b3L ^ Double.doubleToLongBits(score.confidence());
            hash = hash * 0x100000001b3L ^ score.emotion().ordinal();
            for (int c = 0; c < score.contributions(); c++) {
                hash = hash * 0x100000001b3L ^ Double.doubleToLongBits(score.contribution(c));
            }
        }
        assertThat(Long.toHexString(hash)).isEqualTo("626289720cbefbc6");
    }

    /** A model of all features whose weights mean nothing. */
    private static EmotionModel patterned() {
        List<Feature> features = new ArrayList<>();
        List<Double> angry = new ArrayList<>();
        List<Double> calm = new ArrayList<>();
        for (int i = 0; i < FeatureVector.names().size(); i++) {
            features.add(new Feature(
                    FeatureVector.names().get(i), FeatureVector.groups().get(i), i % 5 - 2, 1 + i % 7));
            angry.add((i * 37 % 11 - 5) / 10.0);
            calm.add((i * 53 % 13 - 6) / 10.0);
        }
        return new EmotionModel(
                "patterned",
                features,
                List.of(
                        new EmotionClass("angry", "anger", 1, 0.3, angry),
                        new EmotionClass("calm", "neutral", 0, -0.1, calm)),
                new ScoreMap(0.5, 0.8),
                4);
    }
}
