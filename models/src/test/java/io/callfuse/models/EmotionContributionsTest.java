package io.callfuse.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class EmotionContributionsTest {
    @ParameterizedTest
    @EnumSource(HistoryInput.class)
    void shouldAddUpToTheLogOddsLessThoseOfAnAverageVoice(HistoryInput history) {
        EmotionModel network = NetworkFixture.random(history, 9, 16, 3);
        EmotionInference inference = new EmotionInference(network, 0);
        EmotionContributions contributions = new EmotionContributions(network);
        assertThat(contributions.groups()).containsExactly("pitch", "loudness", "voice", "history");
        Random random = new Random(1);
        for (int n = 0; n < 8; n++) {
            inference.infer(NetworkFixture.reading(random, 9));
            contributions.explain(inference);
            double sum = contributions.averageLogOdds();
            for (int g = 0; g < 4; g++) {
                sum += contributions.contribution(g);
            }
            assertThat(sum).isCloseTo(inference.upsetLogOdds(), within(1e-4));
            inference.remember(1);
        }
    }

    @Test
    void shouldBlameTheGroupThatMovedAlone() {
        EmotionModel network = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 3, 16, 4);
        EmotionInference inference = new EmotionInference(network, 0);
        EmotionContributions contributions = new EmotionContributions(network);
        inference.infer(new double[] {1, 5, 1});
        contributions.explain(inference);
        assertThat(contributions.contribution(0)).isZero();
        assertThat(contributions.contribution(2)).isZero();
        assertThat(contributions.contribution(3)).isZero();
        double moved = inference.upsetLogOdds() - contributions.averageLogOdds();
        assertThat(Math.abs(moved)).isGreaterThan(0.1);
        assertThat(contributions.contribution(1)).isCloseTo(moved, within(1e-5));
    }

    @Test
    void shouldSayTheSameOfAReadingAsOftenAsItIsAsked() {
        EmotionModel network = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 6, 16, 5);
        EmotionInference inference = new EmotionInference(network, 0);
        EmotionContributions contributions = new EmotionContributions(network);
        inference.infer(NetworkFixture.reading(new Random(2), 6));
        contributions.explain(inference);
        double first = contributions.contribution(1);
        contributions.explain(inference);
        assertThat(contributions.contribution(1)).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(HistoryInput.class)
    void shouldSayTheSameBitsOfAReadingAfterOthersWereJudged(HistoryInput history) {
        EmotionModel network = NetworkFixture.random(history, 9, 16, 3);
        EmotionContributions contributions = new EmotionContributions(network);
        EmotionInference inference = new EmotionInference(network, 0);
        EmotionInference another = new EmotionInference(network, 0);
        Random random = new Random(4);
        for (int n = 0; n < 4; n++) {
            inference.infer(NetworkFixture.reading(random, 9));
            inference.remember(1);
            contributions.explain(inference);
            double[] first = contributions(contributions);
            float[] activity = new float[16];
            inference.writeActivity(activity);
            another.infer(NetworkFixture.reading(random, 9));
            contributions.explain(inference);
            assertThat(contributions(contributions)).containsExactly(first);
            another.infer(NetworkFixture.reading(random, 9));
            float[] again = new float[16];
            inference.writeActivity(again);
            assertThat(again).containsExactly(activity);
        }
    }

    private static double[] contributions(EmotionContributions of) {
        double[] all = new double[of.groups().size()];
        for (int g = 0; g < all.length; g++) {
            all[g] = of.contribution(g);
        }
        return all;
    }

    @Test
    void shouldRefuseAnInferenceWithAnotherNetwork() {
        EmotionContributions contributions =
                new EmotionContributions(NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 6, 16, 5));
        EmotionInference other =
                new EmotionInference(NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 6, 16, 6), 0);
        assertThatThrownBy(() -> contributions.explain(other)).hasMessage("the inference applies another network");
    }
}
