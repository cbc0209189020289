package io.callfuse.engine.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.engine.feature.Leg;
import io.callfuse.engine.feature.Voices;
import io.callfuse.models.EmotionContributions;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.EmotionModel.Input;
import io.callfuse.models.EmotionModel.OutputClass;
import io.callfuse.models.EmotionModel.ScoreMap;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EmotionScorerTest {
    private final EmotionScore score = new EmotionScore();

    @Test
    void shouldScoreNothingBeforeAnythingWasHeard() {
        EmotionScorer scorer = new EmotionScorer(EmotionModel.embedded());
        scorer.score(new Leg().gap(5).read(), score);
        assertThat(score.score()).isZero();
        assertThat(score.emotion()).isEqualTo(Emotion.UNKNOWN);
        assertThat(score.confidence()).isZero();
        assertThat(score.contributions()).isZero();
    }

    @Test
    void shouldNameNoEmotionOnLessThanTwoSecondsOfSpeech() {
        EmotionScorer scorer = new EmotionScorer(EmotionModel.embedded());
        Leg leg = new Leg().hear(Voices.voice(150, 4, 0.3, 1, 1.5));
        scorer.score(leg.read(), score);
        assertThat(leg.read().speechMs()).isBetween(1L, EmotionScorer.MIN_SPEECH_MS - 1);
        assertThat(score.emotion()).isEqualTo(Emotion.UNKNOWN);
        leg.hear(Voices.voice(150, 4, 0.3, 1, 3));
        scorer.score(leg.read(), score);
        assertThat(score.emotion()).isNotEqualTo(Emotion.UNKNOWN);
        assertThat(score.confidence()).isBetween(0.25, 1.0);
        assertThat(score.score()).isBetween(0.0, 100.0);
    }

    @Test
    void shouldHoldTheScoreWhileTheCallerIsSilent() {
        EmotionScorer scorer = new EmotionScorer(EmotionModel.embedded());
        Leg leg = new Leg().hear(Voices.voice(150, 4, 0.3, 1, 6)).gap(1);
        scorer.score(leg.read(), score);
        double before = score.score();
        for (int second = 0; second < 20; second++) {
            scorer.score(leg.gap(1).read(), score);
            assertThat(score.score()).isEqualTo(before);
        }
    }

    @Test
    void shouldRiseWithAFeatureOfAngerAndSayThatItWasThat() {
        EmotionScorer scorer = new EmotionScorer(byPitch(3, -2));
        Leg leg = new Leg().hear(Voices.voice(120, 4, 0.3, 1, 8));
        scorer.score(leg.read(), score);
        double calm = score.score();
        short[] raised = Voices.voice(190, 4, 0.3, 1, 12);
        for (int start = 0; start < raised.length; start += 8000) {
            leg.hear(Arrays.copyOfRange(raised, start, start + 8000));
            scorer.score(leg.read(), score);
        }
        assertThat(calm).isLessThan(30);
        assertThat(score.score()).isGreaterThan(75);
        assertThat(score.emotion()).isEqualTo(Emotion.ANGER);
        scorer.explain(score);
        assertThat(score.contributions()).isEqualTo(2);
        assertThat(score.contributionName(0)).isEqualTo("pitch");
        assertThat(score.contribution(1)).isCloseTo(0, within(1e-6));
        assertThat(score.contribution(0)).isGreaterThan(2);
    }

    @Test
    void shouldNotJumpOnOneSecond() {
        EmotionScorer scorer = new EmotionScorer(byPitch(3, -2));
        Leg leg = new Leg();
        for (int second = 0; second < 12; second++) {
            scorer.score(leg.hear(Voices.voice(120, 4, 0.3, 1, 1)).read(), score);
        }
        double before = score.score();
        scorer.score(leg.hear(Voices.voice(230, 4, 0.3, 1, 1)).read(), score);
        assertThat(score.score() - before).isLessThan(30);
        assertThat(score.score()).isLessThan(60);
    }

    @Test
    void shouldRefuseAModelThatWantsWhatIsNotMeasured() {
        EmotionModel foreign = HandMadeModel.linear(new Input("shoe.size", "shoes", 0, 1), 1, 0, new ScoreMap(0, 1, 4));
        assertThatThrownBy(() -> new EmotionScorer(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model test wants the feature 'shoe.size', which this engine does not measure");
    }

    @Test
    void shouldRefuseAModelOfUnknownEmotions() {
        Input pitch = new Input("pitch.F0semitoneFrom27.5Hz_amean", "pitch", 0, 1);
        EmotionModel known = HandMadeModel.linear(pitch, 1, 0, new ScoreMap(0, 1, 4));
        List<OutputClass> classes = List.of(new OutputClass("a", "anger", 1), new OutputClass("b", "envy", 0));
        EmotionModel foreign = new EmotionModel(
                "test",
                known.inputs(),
                classes,
                known.history(),
                known.layers(),
                known.calibration(),
                known.scoreMap());
        assertThatThrownBy(() -> new EmotionScorer(foreign)).hasMessage("'envy' is no emotion");
    }

    @Test
    void shouldKeepTheLabelsThatVariablesAndFilesCarry() {
        for (Emotion emotion : Emotion.values()) {
            assertThat(Emotion.ofLabel(emotion.label())).isEqualTo(emotion);
        }
        assertThat(Emotion.ANGER.label()).isEqualTo("anger");
    }

    @Test
    void shouldReachTheAnchorsScoreAtTheAnchor() {
        EmotionScorer scorer = new EmotionScorer(byPitch(0, 1));
        scorer.score(new Leg().hear(Voices.voice(150, 4, 0.3, 1, 8)).read(), score);
        assertThat(score.score()).isCloseTo(75, within(0.1));
    }

    @Test
    void shouldAddUpWhatMovedTheReading() {
        EmotionScorer scorer = new EmotionScorer(EmotionModel.embedded());
        Leg leg = new Leg();
        for (int second = 0; second < 12; second++) {
            scorer.score(leg.hear(Voices.voice(140 + 8 * second, 4, 0.3, 1, 1)).read(), score);
            assertThat(score.contributions()).isZero();
            scorer.explain(score);
            assertThat(score.contributions()).isGreaterThan(4);
        }
        double sum = 0;
        for (int c = 0; c < score.contributions(); c++) {
            sum += score.contribution(c);
        }
        EmotionContributions average = new EmotionContributions(EmotionModel.embedded());
        assertThat(average.averageLogOdds() + sum).isCloseTo(scorer.readingLogOdds(), within(1e-3));
        assertThat(score.contributionName(score.contributions() - 1)).isEqualTo(EmotionModel.HISTORY_GROUP);
    }

    private static EmotionModel byPitch(double weight, double bias) {
        Input pitch = new Input("pitch.F0semitoneFrom27.5Hz_amean", "pitch", 27, 2);
        return HandMadeModel.linear(pitch, weight, bias, new ScoreMap(1, 1, 4));
    }
}
