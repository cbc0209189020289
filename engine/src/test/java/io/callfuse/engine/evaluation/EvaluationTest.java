package io.callfuse.engine.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.scoring.Emotion;
import io.callfuse.models.evaluation.Bounds;
import io.callfuse.models.evaluation.CalibrationError;
import io.callfuse.models.evaluation.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EvaluationTest {
    private final List<HeardCall> calls = new ArrayList<>();

    @Test
    void shouldCountTripsAgainstLabels() {
        add(ScriptedCall.of(CallLabel.CALM, 70));
        add(ScriptedCall.of(CallLabel.CALM, 70).scoring(80, 30, 40));
        add(ScriptedCall.of(CallLabel.HAPPY_LOUD, 70).scoring(74.9, 30, 60));
        add(ScriptedCall.of(CallLabel.NORMAL, 70).scoring(90, 30, 32));
        add(ScriptedCall.of(CallLabel.ESCALATING, 70).onset(25).scoring(90, 35, 60));
        add(ScriptedCall.of(CallLabel.ESCALATING, 70).onset(25).scoring(90, 10, 60));
        add(ScriptedCall.of(CallLabel.ESCALATING, 70).onset(25));
        add(ScriptedCall.of(CallLabel.ANGRY, 70).scoring(80, 5, 70));
        add(ScriptedCall.of(CallLabel.UPSET, 70).scoring(80, 5, 70));

        assertThat(calls)
                .extracting(HeardCall::outcome)
                .containsExactly(
                        CallOutcome.QUIET,
                        CallOutcome.FALSE_TRIP,
                        CallOutcome.QUIET,
                        CallOutcome.QUIET,
                        CallOutcome.HIT,
                        CallOutcome.EARLY,
                        CallOutcome.MISS,
                        CallOutcome.HIT,
                        CallOutcome.HIT);
        TripFigures trips = evaluation().trips();
        assertThat(trips.accuracy().calls()).isEqualTo(new Proportion(6, 9));
        assertThat(trips.falseTrips().calls()).isEqualTo(new Proportion(1, 4));
        assertThat(trips.misses().calls()).isEqualTo(new Proportion(1, 5));
        assertThat(trips.early().calls()).isEqualTo(new Proportion(1, 5));
        assertThat(trips.kinds()).extracting(KindFigures::label).containsExactly(CallLabel.values());
        assertThat(kind(CallLabel.CALM).trips().calls()).isEqualTo(new Proportion(1, 2));
        assertThat(kind(CallLabel.ESCALATING).trips().calls()).isEqualTo(new Proportion(1, 3));
        assertThat(kind(CallLabel.ESCALATING).early().calls()).isEqualTo(new Proportion(1, 3));
        assertThat(kind(CallLabel.ANGRY).early().calls().of()).isZero();
        assertThat(kind(CallLabel.CALM).medianMaxScore()).isEqualTo(45);
    }

    @Test
    void shouldMeasureTheDelayFromTheOnsetToTheTrip() {
        // the fuse begins to confirm at the end of the second after, and dwells 3 s
        add(ScriptedCall.of(CallLabel.ESCALATING, 90).onset(25).scoring(90, 35, 90));
        add(ScriptedCall.of(CallLabel.ANGRY, 90).scoring(90, 5, 90));
        add(ScriptedCall.of(CallLabel.ANGRY, 90).scoring(90, 65, 90));
        add(ScriptedCall.of(CallLabel.UPSET, 90).scoring(90, 5, 90));
        add(ScriptedCall.of(CallLabel.ESCALATING, 90).onset(25).scoring(90, 5, 90));

        assertThat(calls.get(0).tripMs()).hasValue(39_000);
        assertThat(calls.get(0).delayMs()).hasValue(14_000);
        assertThat(calls.get(3).delayMs()).isEmpty();
        assertThat(calls.get(4).delayMs()).isEmpty();
        Delays delays = evaluation().trips().delays();
        assertThat(delays.calls()).isEqualTo(3);
        assertThat(delays.medianMs()).isEqualTo(14_000);
        assertThat(delays.percentile95Ms()).isCloseTo(14_000 + 0.9 * 55_000, within(1e-6));
        assertThat(kind(CallLabel.ANGRY).inTime().calls()).isEqualTo(new Proportion(1, 2));
    }

    @Test
    void shouldCompareTheHighestScoresWhateverTheThreshold() {
        add(ScriptedCall.of(CallLabel.CALM, 30).scoring(20, 5, 6));
        add(ScriptedCall.of(CallLabel.HAPPY_LOUD, 30).scoring(60, 5, 6));
        add(ScriptedCall.of(CallLabel.ANGRY, 30).scoring(50, 5, 6));
        add(ScriptedCall.of(CallLabel.UPSET, 30).scoring(70, 5, 6));

        Evaluation evaluation = evaluation();
        assertThat(evaluation.areaAll().value()).isEqualTo(0.75);
        assertThat(evaluation.areaCalm().value()).isEqualTo(1);
        assertThat(evaluation.areaHappyLoud().value()).isEqualTo(0.5);
        assertThat(evaluation.areaHappyLoud().upset()).isEqualTo(2);
        assertThat(evaluation.areaHappyLoud().others()).isEqualTo(1);
    }

    @Test
    void shouldAskForAClassOnlyWhereTheCallerHasSpoken() {
        add(ScriptedCall.of(CallLabel.CALM, 30).sounding(Emotion.NEUTRAL, 0.6, 2));
        add(ScriptedCall.of(CallLabel.CALM, 30).sounding(Emotion.NEUTRAL, 0.6, 17));
        add(ScriptedCall.of(CallLabel.CALM, 30).sounding(Emotion.NEUTRAL, 0.6, 29));
        add(ScriptedCall.of(CallLabel.CALM, 30)
                .sounding(Emotion.NEUTRAL, 0.6, 29)
                .silentFor(16));
        add(ScriptedCall.of(CallLabel.CALM, 30)
                .sounding(Emotion.NEUTRAL, 0.6, 29)
                .spokenBy(21));

        FirstClassFigures figures = evaluation().firstClasses();
        assertThat(figures.by()).extracting(FirstClassFigures.ByTime::ms).containsExactly(15_000L, 20_000L);
        assertThat(figures.by().get(0).calls().calls()).isEqualTo(new Proportion(1, 3));
        assertThat(figures.by().get(1).calls().calls()).isEqualTo(new Proportion(2, 4));
        assertThat(figures.spokenByList()).isEqualTo(1);
        assertThat(figures.judged()).isEqualTo(4);
        assertThat(figures.confusion().recall(Emotion.NEUTRAL.ordinal())).isEqualTo(0.5);
    }

    @Test
    void shouldJudgeTheFirstClassByWhatWasSpokenUntilThen() {
        add(ScriptedCall.of(CallLabel.CALM, 30).sounding(Emotion.NEUTRAL, 0.6, 4));
        add(ScriptedCall.of(CallLabel.HAPPY_LOUD, 30).sounding(Emotion.ANGER, 0.6, 4));
        add(ScriptedCall.of(CallLabel.ANGRY, 30).sounding(Emotion.ANGER, 0.6, 4));
        add(ScriptedCall.of(CallLabel.ANGRY, 30).sounding(Emotion.NEUTRAL, 0.6, 25));
        add(ScriptedCall.of(CallLabel.ESCALATING, 30).onset(10).sounding(Emotion.ANGER, 0.6, 4));
        add(ScriptedCall.of(CallLabel.ESCALATING, 30).onset(2).sounding(Emotion.ANGER, 0.6, 12));
        add(ScriptedCall.of(CallLabel.ESCALATING, 30).onset(2).sounding(Emotion.ANGER, 0.6, 4));
        add(ScriptedCall.of(CallLabel.UPSET, 30).sounding(Emotion.NEUTRAL, 0.6, 4));
        add(ScriptedCall.of(CallLabel.NORMAL, 30).sounding(Emotion.ANGER, 0.6, 4));

        FirstClassFigures figures = evaluation().firstClasses();
        assertThat(figures.judged()).isEqualTo(6);
        int neutral = Emotion.NEUTRAL.ordinal();
        int anger = Emotion.ANGER.ordinal();
        assertThat(figures.confusion().count(neutral, neutral)).isEqualTo(1);
        assertThat(figures.confusion().count(neutral, anger)).isEqualTo(1);
        assertThat(figures.confusion().count(anger, anger)).isEqualTo(2);
        assertThat(figures.confusion().count(anger, Emotion.UNKNOWN.ordinal())).isEqualTo(1);
        assertThat(figures.confusion().recall(Emotion.POSITIVE.ordinal())).isZero();
        assertThat(figures.confusion().unweightedAverageRecall()).isCloseTo((0.5 + 2 / 3.0) / 3, within(1e-12));
    }

    @Test
    void shouldMeasureConfidenceOverTheSecondsWhoseMoodIsKnown() {
        add(ScriptedCall.of(CallLabel.CALM, 12).sounding(Emotion.NEUTRAL, 0.85, 2));
        add(ScriptedCall.of(CallLabel.HAPPY_LOUD, 7).sounding(Emotion.NEUTRAL, 0.85, 2));
        // neutral until 5 s, of both moods until 15 s, angry for 5 s
        add(ScriptedCall.of(CallLabel.ESCALATING, 20).onset(5).sounding(Emotion.NEUTRAL, 0.35, 2));
        add(ScriptedCall.of(CallLabel.UPSET, 20).sounding(Emotion.NEUTRAL, 0.35, 2));

        Calibration calibration = evaluation().calibration();
        List<CalibrationError.Bin> bins = calibration.seconds().bins();
        assertThat(bins.get(8).cases()).isEqualTo(15);
        assertThat(bins.get(8).right()).isEqualTo(10);
        assertThat(bins.get(3).cases()).isEqualTo(8);
        assertThat(bins.get(3).right()).isEqualTo(3);
        assertThat(calibration.seconds().expected())
                .isCloseTo((Math.abs(15 * 0.85 - 10) + Math.abs(8 * 0.35 - 3)) / 23, within(1e-9));
        assertThat(calibration.firstClasses().bins().get(8).cases()).isEqualTo(2);
        assertThat(calibration.firstClasses().bins().get(3).right()).isEqualTo(1);
    }

    @Test
    void shouldTellDecisionsByTheirReason() {
        add(ScriptedCall.of(CallLabel.ANGRY, 70).scoring(80, 5, 70));
        add(ScriptedCall.of(CallLabel.ANGRY, 70).scoring(80, 65, 70));
        add(ScriptedCall.of(CallLabel.CALM, 70).silentFor(70));
        add(ScriptedCall.of(CallLabel.CALM, 30));

        DecisionFigures decisions = evaluation().decisions();
        assertThat(decisions.inTime().calls()).isEqualTo(new Proportion(4, 4));
        assertThat(decisions.reasons())
                .isEqualTo(Map.of(
                        CallLabel.ANGRY, Map.of(Decision.Reason.FUSE, 1L, Decision.Reason.NORMAL, 1L),
                        CallLabel.CALM, Map.of(Decision.Reason.NOT_ENOUGH_SPEECH, 1L, Decision.Reason.NORMAL, 1L)));
    }

    @Test
    void shouldSayWhatTheFuseItselfWouldHaveDoneAtAnotherThreshold() {
        add(ScriptedCall.of(CallLabel.CALM, 70).scoring(70, 30, 40));
        add(ScriptedCall.of(CallLabel.HAPPY_LOUD, 70).scoring(85, 30, 40));
        add(ScriptedCall.of(CallLabel.ANGRY, 70).scoring(80, 5, 12).scoring(95, 12, 70));
        // dips to 55: a fuse that lets go under 60 begins anew, one that enters at 50 lets go under 50
        add(ScriptedCall.of(CallLabel.ANGRY, 20)
                .scoring(80, 5, 7)
                .scoring(55, 7, 8)
                .scoring(80, 8, 10));

        Evaluation evaluation = evaluation();
        assertThat(evaluation.whatIf()).hasSize(46);
        assertThat(at(evaluation, 50).misses()).isEqualTo(new Proportion(0, 2));
        assertThat(at(evaluation, 60).misses()).isEqualTo(new Proportion(1, 2));
        assertThat(at(evaluation, 70).falseTripsCalm()).isEqualTo(new Proportion(1, 1));
        assertThat(at(evaluation, 71).falseTripsCalm()).isEqualTo(new Proportion(0, 1));
        assertThat(at(evaluation, 85).falseTripsHappyLoud()).isEqualTo(new Proportion(1, 1));
        assertThat(at(evaluation, 86).falseTrips()).isEqualTo(new Proportion(0, 2));
        assertThat(at(evaluation, 80).delays().medianMs()).isEqualTo(9000);
        assertThat(at(evaluation, 81).delays().medianMs()).isEqualTo(16_000);
        ThresholdFigures configured = at(evaluation, 75);
        assertThat(configured.accuracy())
                .isEqualTo(evaluation.trips().accuracy().calls());
        assertThat(configured.falseTrips())
                .isEqualTo(evaluation.trips().falseTrips().calls());
        assertThat(configured.misses()).isEqualTo(evaluation.trips().misses().calls());
        assertThat(configured.delays()).isEqualTo(evaluation.trips().delays());
    }

    @Test
    void shouldBoundByDrawingSpeakersWhereEveryCallNamesOne() {
        IntStream.range(0, 8).forEach(speaker -> {
            for (int i = 0; i < 5; i++) {
                add(ScriptedCall.of(CallLabel.ANGRY, 20)
                        .scoring(speaker % 2 == 0 ? 90 : 20, 5, 20)
                        .by("s" + speaker));
                add(ScriptedCall.of(CallLabel.CALM, 20).by("s" + speaker));
            }
        });
        Rate misses = evaluation().trips().misses();
        assertThat(evaluation().speakers()).isEqualTo(8);
        assertThat(misses.calls()).isEqualTo(new Proportion(20, 40));
        assertThat(misses.bySpeakers().high() - misses.bySpeakers().low())
                .isGreaterThan(1.5
                        * (misses.calls().wilson().high()
                                - misses.calls().wilson().low()));

        assertThat(evaluation().trips().falseTrips().calls().share()).isZero();
        assertThat(evaluation().trips().falseTrips().bySpeakers()).isEqualTo(Bounds.NONE);

        add(ScriptedCall.of(CallLabel.CALM, 20));
        assertThat(evaluation().speakers()).isZero();
        assertThat(evaluation().trips().misses().bySpeakers()).isEqualTo(Bounds.NONE);
        assertThat(evaluation().areaAll().bounds()).isNotEqualTo(Bounds.NONE);
    }

    @Test
    void shouldHaveNoFigureOfWhatThereIsNot() {
        add(ScriptedCall.of(CallLabel.CALM, 5).silentFor(5).sounding(Emotion.NEUTRAL, 0.5, 5));
        Evaluation evaluation = evaluation();
        assertThat(evaluation.trips().misses().calls().share()).isNaN();
        assertThat(evaluation.areaAll().value()).isNaN();
        assertThat(evaluation.trips().delays().medianMs()).isNaN();
        assertThat(evaluation.calibration().seconds().expected()).isNaN();
        assertThatThrownBy(() -> Evaluation.of(List.of(), ScriptedCall.POLICY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void add(ScriptedCall call) {
        calls.add(call.named("call-" + calls.size() + ".wav").heard());
    }

    private Evaluation evaluation() {
        return Evaluation.of(calls, ScriptedCall.POLICY);
    }

    private KindFigures kind(CallLabel label) {
        return evaluation().trips().kinds().stream()
                .filter(kind -> kind.label() == label)
                .findFirst()
                .orElseThrow();
    }

    private static ThresholdFigures at(Evaluation evaluation, double threshold) {
        return evaluation.whatIf().stream()
                .filter(row -> row.enterThreshold() == threshold)
                .findFirst()
                .orElseThrow();
    }
}
