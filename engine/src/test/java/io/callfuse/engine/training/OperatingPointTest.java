package io.callfuse.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class OperatingPointTest {
    private static final double STEP = 0.1;

    @Test
    void shouldLetNoMoreThanOneInAHundredCalmCallsTrip() {
        List<ScoredCall> speakersOut = new ArrayList<>(calls("calm", 200, 0, 10));
        speakersOut.addAll(calls("escalating", 200, 0, 10));
        double anchor = OperatingPoint.anchor(speakersOut, List.of());
        assertThat(speakersOut.stream()
                        .filter(call -> call.call().kind().equals("calm"))
                        .filter(call -> call.trips(anchor))
                        .count())
                .isLessThanOrEqualTo(2);
    }

    @Test
    void shouldLieWhereMostCallsAreJudgedRightly() {
        List<ScoredCall> speakersOut = new ArrayList<>(calls("calm", 100, -9, -5));
        speakersOut.addAll(calls("happy", 100, -5, 2));
        speakersOut.addAll(calls("angry from the start", 100, 2, 5));
        assertThat(OperatingPoint.anchor(speakersOut, List.of())).isCloseTo(2, within(STEP));
    }

    @Test
    void shouldCountCallsOfCorporaThatWereLeftOutAsMuch() {
        List<ScoredCall> speakersOut = new ArrayList<>(calls("calm", 100, -9, -5));
        speakersOut.addAll(calls("escalating", 100, 1, 5));
        List<ScoredCall> corporaOut = new ArrayList<>(calls("happy", 300, -5, 3));
        corporaOut.addAll(calls("escalating", 100, 3, 5));
        assertThat(OperatingPoint.anchor(speakersOut, corporaOut)).isBetween(0.9, 3.1);
    }

    @Test
    void shouldStandWhereEverythingTripsWhenNobodyIsCalm() {
        assertThat(OperatingPoint.limit(calls("happy", 10, 0, 1), "calm", 0.01)).isEqualTo(ScoredCall.LOWEST_ANCHOR);
    }

    /** Calls that go evenly from one anchor to another. */
    private static List<ScoredCall> calls(String kind, int count, double lowest, double highest) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ScoredCall(
                        new JudgedCall(kind, "corpus", "corpus-one", 0, List.of(), List.of()),
                        new double[0],
                        new long[0],
                        new float[0][],
                        lowest + (highest - lowest) * i / (count - 1)))
                .toList();
    }
}
