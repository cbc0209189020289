package io.callfuse.engine.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.engine.feature.FeatureVector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallersTest {
    private static final List<FeatureVector> CALM = OwnCalls.track(OwnCalls.voice(0, CallLabel.CALM));

    @Test
    void shouldLeaveOutACallerWithAllHisCallsAndMixTheLabels() {
        List<OwnCall> calls = callers(12, 9);
        CallerFolds folds = CallerFolds.deal(calls, 5);
        Map<Integer, List<OwnCall>> byFold =
                calls.stream().collect(Collectors.groupingBy(folds::of, TreeMap::new, Collectors.toList()));
        assertThat(folds.count()).isEqualTo(5);
        assertThat(byFold).hasSize(5);
        Set<String> seen = new HashSet<>();
        for (Collection<OwnCall> fold : byFold.values()) {
            Set<String> here = fold.stream().map(OwnCall::caller).collect(Collectors.toSet());
            assertThat(here).hasSizeBetween(4, 5).noneMatch(seen::contains);
            seen.addAll(here);
            assertThat(fold).anyMatch(OwnCall::upset).anyMatch(call -> !call.upset());
        }
    }

    @Test
    void shouldDealTheSameWayFromTheSameSeedAlone() {
        List<OwnCall> calls = callers(12, 9);
        assertThat(dealt(calls, 5)).isEqualTo(dealt(calls, 5)).isNotEqualTo(dealt(calls, 6));
    }

    @Test
    void shouldTakeACallThatDoesNotSayWhoSpeaksForACallerOfItsOwn() {
        List<OwnCall> calls = List.of(call("a.wav", CallLabel.CALM, ""), call("b.wav", CallLabel.CALM, ""));
        assertThat(CallerCounts.of(calls).all()).isEqualTo(2);
        assertThat(CallerCounts.of(List.of(call("a.wav", CallLabel.CALM, "x"), call("b.wav", CallLabel.ANGRY, "x"))))
                .isEqualTo(new CallerCounts(1, 1, 1, 1, 1, 0));
    }

    @Test
    void shouldSayWhyTheCallsAreTooFew() {
        assertThat(CallerCounts.of(callers(3, 4)).shortage(false))
                .hasValue("7 callers are too few: adapting the model takes 8, better many more");
        assertThat(CallerCounts.of(callers(9, 3)).shortage(false).orElseThrow())
                .startsWith("3 callers with an upset call and 9 with another are too few");
        assertThat(CallerCounts.of(callers(4, 4)).shortage(false)).isEmpty();
        assertThat(CallerCounts.of(callers(4, 4)).shortage(true).orElseThrow()).contains("takes 24");
        assertThat(CallerCounts.of(callers(12, 12)).shortage(true)).isEmpty();
    }

    @Test
    void shouldWantCallsOfWhichTheLabelTellsTheMood() {
        List<OwnCall> vague = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            vague.add(call(i + ".wav", i < 6 ? CallLabel.NORMAL : CallLabel.UPSET, ""));
        }
        assertThat(CallerCounts.of(vague).shortage(false).orElseThrow()).contains("calls of 0 and 0 callers");
    }

    private static List<Integer> dealt(List<OwnCall> calls, long seed) {
        CallerFolds folds = CallerFolds.deal(calls, seed);
        return calls.stream().map(folds::of).toList();
    }

    private static List<OwnCall> callers(int calm, int angry) {
        List<OwnCall> calls = new ArrayList<>();
        for (int i = 0; i < calm + angry; i++) {
            CallLabel label = i < calm ? CallLabel.CALM : CallLabel.ANGRY;
            calls.add(call(i + "a.wav", label, "caller " + i));
            calls.add(call(i + "b.wav", label, "caller " + i));
        }
        return calls;
    }

    private static OwnCall call(String name, CallLabel label, String speaker) {
        return new OwnCall(OwnCalls.labelled(name, label, speaker), CALM);
    }
}
