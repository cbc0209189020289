package io.callfuse.engine.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.engine.evaluation.CallOutcome;
import io.callfuse.engine.feature.FeatureVector;
import io.callfuse.engine.feature.Voices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnchoringTest {
    private static final int SECONDS = 20;

    private final List<FeatureVector> spoken = Collections.nCopies(SECONDS, longSpeech());

    @Test
    void shouldLetOneCalmCallInAHundredTripAtMost() {
        List<ScoredOwnCall> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(steady(CallLabel.CALM, 0.05 * i));
        }
        calls.add(steady(CallLabel.ANGRY, 3));
        double anchor = Anchoring.choose(calls);
        assertThat(calls.stream().filter(c -> trips(c, anchor)).count()).isLessThanOrEqualTo(2);
        assertThat(anchor).isGreaterThan(9.8);
    }

    @Test
    void shouldLieInTheMiddleOfTheGapBetweenUpsetCallsAndOthers() {
        List<ScoredOwnCall> calls = List.of(
                steady(CallLabel.CALM, -4),
                steady(CallLabel.HAPPY_LOUD, -1),
                steady(CallLabel.NORMAL, 0),
                steady(CallLabel.ANGRY, 3),
                steady(CallLabel.UPSET, 5));
        assertThat(Anchoring.choose(calls)).isCloseTo(1.5, within(1e-6));
    }

    @Test
    void shouldNotCountATripBeforeTheOnsetAsRight() {
        List<ScoredOwnCall> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            double[] logOdds = new double[SECONDS];
            Arrays.fill(logOdds, 0, 8, 2);
            Arrays.fill(logOdds, 8, SECONDS, 6);
            calls.add(scored(CallLabel.ESCALATING, logOdds));
            calls.add(steady(CallLabel.CALM, -4));
        }
        double anchor = Anchoring.choose(calls);
        assertThat(anchor).isCloseTo(4, within(1e-6));
        assertThat(calls.get(0).earlyReach()).isCloseTo(2, within(1e-6));
        assertThat(calls.get(0).reach()).isCloseTo(6, within(1e-6));
        assertThat(CallOutcome.of(
                        calls.get(0).call().labelled(),
                        calls.get(0)
                                .tripMs(ScoredOwnCall.anchored(
                                        calls.get(0).model().scoreMap(), 1.9))))
                .isEqualTo(CallOutcome.EARLY);
    }

    @Test
    void shouldFindAnAnchorWhereNothingCanBeTold() {
        List<ScoredOwnCall> calls = List.of(steady(CallLabel.CALM, 1), steady(CallLabel.ANGRY, 1));
        assertThat(Anchoring.choose(calls)).isFinite();
    }

    private static boolean trips(ScoredOwnCall call, double anchor) {
        return call.tripMs(ScoredOwnCall.anchored(call.model().scoreMap(), anchor))
                .isPresent();
    }

    private ScoredOwnCall steady(CallLabel label, double logOdds) {
        double[] all = new double[SECONDS];
        Arrays.fill(all, logOdds);
        return scored(label, all);
    }

    private ScoredOwnCall scored(CallLabel label, double[] logOdds) {
        OwnCall call = new OwnCall(OwnCalls.labelled("call.wav", label, "somebody"), spoken);
        return new ScoredOwnCall(call, OwnCalls.knowsNothing(), logOdds, List.of());
    }

    private static FeatureVector longSpeech() {
        List<FeatureVector> track = OwnCalls.track(Voices.voice(150, 4, 0.5, 1, 9));
        FeatureVector last = track.get(track.size() - 1);
        assertThat(last.speechMs()).isGreaterThan(5000);
        return last;
    }
}
