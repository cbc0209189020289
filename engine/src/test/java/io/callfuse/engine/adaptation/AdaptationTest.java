package io.callfuse.engine.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.models.EmotionModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class AdaptationTest {
    private static final int STEPS = 150;

    private static EmotionModel base;
    private static EmotionModel anchoredTooHigh;
    private static List<OwnCall> calls;

    @BeforeAll
    static void hear() {
        base = OwnCalls.base(0);
        anchoredTooHigh = OwnCalls.base(30);
        calls = OwnCalls.of(0, 10);
    }

    @Test
    void shouldGainOnCallersLeftOutWhenTheModelIsAnchoredTooHigh() {
        Adaptation.Result result = adapt(anchoredTooHigh, calls);
        assertThat(result.trials())
                .extracting(Trial::candidate)
                .containsExactly(
                        Candidate.AS_IS,
                        Candidate.CONFIDENCE,
                        Candidate.ANCHOR,
                        Candidate.ANCHOR_AND_CONFIDENCE,
                        Candidate.OUTPUT_LAYER);
        assertThat(result.trials().get(0).hits().count()).isZero();
        assertThat(result.best().balancedAccuracy().before()).isEqualTo(0.5);
        assertThat(result.best().balancedAccuracy().after()).isGreaterThan(0.85);
        EmotionModel model = result.model().orElseThrow();
        assertThat(model.scoreMap().anchorLogOdds())
                .isLessThan(anchoredTooHigh.scoreMap().anchorLogOdds() - 10);
        assertThat(model.version()).isEqualTo(base.version() + "+own-abc");
    }

    @Test
    void shouldMakeTheSameBytesOfTheSameCallsAndSeed() {
        byte[] one = adapt(anchoredTooHigh, calls).model().orElseThrow().toBytes();
        byte[] two = adapt(anchoredTooHigh, calls).model().orElseThrow().toBytes();
        assertThat(two).isEqualTo(one);
    }

    @Test
    void shouldMakeNothingOfLabelsThatHaveNothingToDoWithTheVoices() {
        List<OwnCall> wrong = OwnCalls.mislabelled(calls);
        assertThat(adapt(base, wrong).model()).isEmpty();
        assertThat(adapt(anchoredTooHigh, wrong).model()).isEmpty();
        assertThat(alone(base, wrong).model()).isEmpty();
    }

    @Test
    void shouldNotTouchTheScoreOfAModelThatJudgesAllOfThemRightly() {
        EmotionModel right = adapt(anchoredTooHigh, calls).model().orElseThrow();
        Adaptation.Result again = adapt(right, calls);
        assertThat(again.trials().get(0).balancedAccuracy()).isGreaterThan(0.85);
        again.model().ifPresent(model -> {
            assertThat(again.best().balancedAccuracy().change()).isNotNegative();
            assertThat(again.best().calibrationError().change()).isNegative();
        });
    }

    @Test
    void shouldTakeNoNumberOfTheModelAsItIsIntoOneOfTheseCallsAlone() {
        Adaptation.Result one = alone(anchoredTooHigh, calls);
        Adaptation.Result two = alone(OwnCalls.knowsNothing(), calls);
        EmotionModel model = one.model().orElseThrow();
        assertThat(two.model().orElseThrow().toBytes()).isEqualTo(model.toBytes());
        assertThat(model.version()).isEqualTo("own-abc");
        assertThat(model.classes()).hasSize(2);
        assertThat(one.best().balancedAccuracy().after()).isGreaterThan(0.85);
    }

    @Test
    void shouldNameNeitherFilesNorCallersInTheModel() {
        for (Adaptation.Result result : List.of(adapt(anchoredTooHigh, calls), alone(base, calls))) {
            String file = new String(result.model().orElseThrow().toBytes(), StandardCharsets.UTF_8);
            assertThat(file).doesNotContain("person", "secret", ".wav");
        }
    }

    @Test
    void shouldTellHowManyNetworksWereFitted() {
        List<Long> told = new ArrayList<>();
        new Adaptation(base, "+own-abc", 1).adapt(calls, told::add);
        assertThat(told).hasSize(Adaptation.fits(calls, 1) - 1).endsWith((long) told.size());
    }

    private static Adaptation.Result adapt(EmotionModel model, List<OwnCall> from) {
        return new Adaptation(model, "+own-abc", 1).adapt(from, done -> {});
    }

    private static Adaptation.Result alone(EmotionModel model, List<OwnCall> from) {
        return new Adaptation(model, "+own-abc", 1, STEPS).alone(from, done -> {});
    }
}
