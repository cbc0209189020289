package io.callfuse.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.models.EmotionModel.EmotionClass;
import io.callfuse.models.EmotionModel.Feature;
import io.callfuse.models.EmotionModel.ScoreMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EmotionInferenceTest {
    @Test
    void shouldGiveTheLogOddsOfALogisticModel() {
        EmotionInference inference = new EmotionInference(EmotionModelTest.small(1.5, 0.25));
        inference.infer(new double[] {2});
        assertThat(inference.upsetLogOdds()).isCloseTo(0.25 + 2 * 1.5 * 2, within(1e-6));
        assertThat(inference.probability(0) + inference.probability(1)).isCloseTo(1, within(1e-12));
    }

    @Test
    void shouldScoreSeventyFiveAtTheAnchorAndRiseWithTheLogOdds() {
        EmotionInference inference = new EmotionInference(EmotionModelTest.small(1, 0));
        assertThat(inference.score(1)).isCloseTo(75, within(1e-9));
        double before = -1;
        for (double logOdds = -20; logOdds <= 20; logOdds += 0.5) {
            assertThat(inference.score(logOdds)).isGreaterThan(before).isBetween(0.0, 100.0);
            before = inference.score(logOdds);
        }
    }

    @Test
    void shouldTakeTheMeanForWhatIsNotKnownAndHoldWhatIsFarOut() {
        EmotionInference inference = new EmotionInference(new EmotionModel(
                "v",
                List.of(new Feature("a", "g", 10, 2)),
                EmotionModelTest.small(1, 0).classes(),
                new ScoreMap(0, 1),
                4));
        assertThat(inference.standardized(0, Double.NaN)).isZero();
        assertThat(inference.standardized(0, 14)).isEqualTo(2);
        assertThat(inference.standardized(0, 1e9)).isEqualTo(4);
        assertThat(inference.standardized(0, -1e9)).isEqualTo(-4);
    }

    @Test
    void shouldSayWhichGroupMovedTheLogOdds() {
        EmotionInference inference = new EmotionInference(threeFeatures());
        inference.infer(new double[] {1, 2, -1});
        assertThat(inference.groups()).containsExactly("pitch", "rate");
        assertThat(inference.contribution(0)).isCloseTo(2 * (0.5 * 1 + 0.25 * 2), within(1e-6));
        assertThat(inference.contribution(1)).isCloseTo(2 * (1 * -1), within(1e-6));
        assertThat(inference.contribution(0) + inference.contribution(1))
                .isCloseTo(inference.upsetLogOdds(), within(1e-6));
    }

    @Test
    void shouldSplitTheProbabilityOfAClassThatIsUpsetInPart() {
        EmotionModel model = new EmotionModel(
                "v",
                List.of(new Feature("a", "g", 0, 1)),
                List.of(
                        new EmotionClass("fear", "distress", 0.25, 40, List.of(0.0)),
                        new EmotionClass("calm", "neutral", 0, 0, List.of(0.0))),
                new ScoreMap(0, 1),
                4);
        EmotionInference inference = new EmotionInference(model);
        inference.infer(new double[] {0});
        assertThat(inference.upsetLogOdds()).isCloseTo(StrictMath.log(0.25 / 0.75), within(1e-6));
    }

    private static EmotionModel threeFeatures() {
        return new EmotionModel(
                "v",
                List.of(
                        new Feature("a", "pitch", 0, 1),
                        new Feature("b", "pitch", 0, 1),
                        new Feature("c", "rate", 0, 1)),
                List.of(
                        new EmotionClass("angry", "anger", 1, 0, List.of(0.5, 0.25, 1.0)),
                        new EmotionClass("calm", "neutral", 0, 0, List.of(-0.5, -0.25, -1.0))),
                new ScoreMap(0, 1),
                4);
    }
}
