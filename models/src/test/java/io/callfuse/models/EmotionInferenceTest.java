package io.callfuse.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class EmotionInferenceTest {
    private static final int FEATURES = 6;
    private static final double NEAR = 1e-4;

    @ParameterizedTest
    @EnumSource(HistoryInput.class)
    void shouldSayTheSameColdAndWarmWithoutHistory(HistoryInput history) {
        EmotionInference inference = new EmotionInference(NetworkFixture.random(history, FEATURES, 8, 3), 0);
        inference.infer(NetworkFixture.reading(new Random(1), FEATURES));
        for (int o = 0; o < 4; o++) {
            assertThat(inference.logit(o)).isEqualTo(inference.coldLogit(o));
        }
        assertThat(inference.upsetLogOdds()).isEqualTo(inference.coldUpsetLogOdds());
    }

    @ParameterizedTest
    @EnumSource(HistoryInput.class)
    void shouldComputeTheFormulaOfTheNetworkWithHistory(HistoryInput history) {
        EmotionModel network = NetworkFixture.random(history, FEATURES, 8, 4);
        EmotionInference inference = new EmotionInference(network, 0);
        NetworkFormula formula = new NetworkFormula(network);
        Random random = new Random(2);
        for (int n = 0; n < 12; n++) {
            double[] reading = NetworkFixture.reading(random, FEATURES);
            inference.infer(reading);
            double[] expected = formula.warm(reading);
            for (int o = 0; o < 4; o++) {
                assertThat(inference.logit(o)).isCloseTo(expected[o], within(NEAR));
            }
            inference.remember(1);
            formula.remember(reading);
        }
    }

    @Test
    void shouldNotCountAReadingBeforeItsLagIsOver() {
        EmotionModel network = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, FEATURES, 8, 5);
        EmotionInference late = new EmotionInference(network, 2);
        EmotionInference soon = new EmotionInference(network, 0);
        Random random = new Random(3);
        double[][] readings = new double[6][];
        for (int n = 0; n < readings.length; n++) {
            readings[n] = NetworkFixture.reading(random, FEATURES);
            late.infer(readings[n]);
            late.remember(1);
            assertThat(late.earlierReadings()).isEqualTo(Math.max(0, n - 1));
        }
        for (int n = 0; n < 4; n++) {
            soon.infer(readings[n]);
            soon.remember(1);
        }
        late.infer(readings[0]);
        soon.infer(readings[0]);
        assertThat(late.upsetLogOdds()).isEqualTo(soon.upsetLogOdds());
    }

    @Test
    void shouldCountTwoHalfReadingsAsOne() {
        EmotionModel network = NetworkFixture.random(HistoryInput.SCALED_DEVIATION, FEATURES, 8, 6);
        EmotionInference whole = new EmotionInference(network, 0);
        EmotionInference halves = new EmotionInference(network, 0);
        Random random = new Random(4);
        for (int n = 0; n < 5; n++) {
            double[] reading = NetworkFixture.reading(random, FEATURES);
            whole.infer(reading);
            halves.infer(reading);
            assertThat(halves.upsetLogOdds()).isCloseTo(whole.upsetLogOdds(), within(NEAR));
            whole.remember(1);
            halves.remember(0.5);
            halves.remember(0.5);
        }
    }

    @Test
    void shouldBeginAnewForAnotherCaller() {
        EmotionModel network = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, FEATURES, 8, 7);
        EmotionInference used = new EmotionInference(network, 1);
        Random random = new Random(5);
        for (int n = 0; n < 5; n++) {
            used.infer(NetworkFixture.reading(random, FEATURES));
            used.remember(1);
        }
        used.forget();
        EmotionInference fresh = new EmotionInference(network, 1);
        for (int n = 0; n < 4; n++) {
            double[] reading = NetworkFixture.reading(random, FEATURES);
            used.infer(reading);
            fresh.infer(reading);
            assertThat(used.upsetLogOdds()).isEqualTo(fresh.upsetLogOdds());
            used.remember(1);
            fresh.remember(1);
        }
    }

    @Test
    void shouldTakeTheMeanForWhatIsNotKnownAndHoldWhatIsFarOut() {
        EmotionModel network = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 2, 8, 8);
        EmotionInference inference = new EmotionInference(network, 0);
        inference.infer(new double[] {Double.NaN, Double.POSITIVE_INFINITY});
        double far = inference.upsetLogOdds();
        inference.remember(1);
        inference.forget();
        inference.infer(new double[] {1, 9});
        assertThat(inference.upsetLogOdds()).isEqualTo(far).isFinite();
    }

    @Test
    void shouldGiveProbabilitiesOfItsCalibration() {
        EmotionModel network = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, FEATURES, 8, 9);
        EmotionInference inference =
                new EmotionInference(network.with(new LogitCalibration(2, java.util.List.of(0f, 1f, 0f))), 0);
        inference.infer(NetworkFixture.reading(new Random(6), FEATURES));
        double odds = StrictMath.log(inference.probability(1) / inference.probability(0));
        assertThat(odds).isCloseTo(2 * (inference.logit(1) - inference.logit(0)) + 1, within(1e-5));
        double sum = inference.probability(0) + inference.probability(1) + inference.probability(2);
        assertThat(sum).isCloseTo(1, within(1e-12));
        assertThat(inference.coldProbability(2)).isEqualTo(inference.probability(2));
    }

    @Test
    void shouldSayTheMeanOfWhatItsMembersSay() {
        EmotionModel one = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 6, 8, 31);
        EmotionModel other = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 6, 16, 32);
        EmotionModel both = NetworkFixture.around(
                HistoryInput.RAW_AND_DEVIATION, NetworkLayers.merged(List.of(one.layers(), other.layers())));
        double[] reading = NetworkFixture.reading(new Random(33), 6);
        EmotionInference ofOne = new EmotionInference(one, 0);
        EmotionInference ofOther = new EmotionInference(other, 0);
        EmotionInference ofBoth = new EmotionInference(both, 0);
        ofOne.infer(reading);
        ofOther.infer(reading);
        ofBoth.infer(reading);
        for (int o = 0; o < 4; o++) {
            assertThat(ofBoth.logit(o)).isCloseTo((ofOne.logit(o) + ofOther.logit(o)) / 2, within(NEAR));
        }
    }

    @Test
    void shouldLetAMemberCountAsMuchAsItsShare() {
        EmotionModel one = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 6, 8, 31);
        EmotionModel other = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 6, 16, 32);
        NetworkLayers both = NetworkLayers.merged(List.of(one.layers(), other.layers()), List.of(0.75f, 0.25f));
        double[] reading = NetworkFixture.reading(new Random(33), 6);
        EmotionInference ofOne = new EmotionInference(one, 0);
        EmotionInference ofOther = new EmotionInference(other, 0);
        EmotionInference ofBoth = new EmotionInference(NetworkFixture.around(HistoryInput.RAW_AND_DEVIATION, both), 0);
        ofOne.infer(reading);
        ofOther.infer(reading);
        ofBoth.infer(reading);
        for (int o = 0; o < 4; o++) {
            assertThat(ofBoth.logit(o)).isCloseTo(0.75 * ofOne.logit(o) + 0.25 * ofOther.logit(o), within(NEAR));
        }
        assertThatThrownBy(() -> NetworkLayers.merged(List.of(one.layers(), other.layers()), List.of(1f)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAverageOutputsBeforeItSaysAnythingOfThem() {
        EmotionModel network = NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 6, 8, 34);
        EmotionInference inference = new EmotionInference(network, 3);
        Random random = new Random(35);
        inference.infer(NetworkFixture.reading(random, 6), 1);
        double first = inference.logit(1);
        inference.infer(NetworkFixture.reading(random, 6), 0.25);
        assertThat(inference.averagedLogit(1)).isCloseTo(0.75 * first + 0.25 * inference.logit(1), within(NEAR));
        double held = inference.upsetLogOdds();
        inference.infer(NetworkFixture.reading(random, 6), 0);
        assertThat(inference.upsetLogOdds()).isEqualTo(held);
        assertThat(inference.readingLogOdds()).isNotEqualTo(held);
    }

    @Test
    void shouldGiveTheSameBitsOnEveryMachine() {
        int hash = 1;
        for (HistoryInput history : HistoryInput.values()) {
            EmotionInference inference = new EmotionInference(NetworkFixture.random(history, 37, 16, 10), 1);
            Random random = new Random(7);
            for (int n = 0; n < 40; n++) {
                inference.infer(NetworkFixture.reading(random, 37));
                inference.remember(0.5);
                for (int o = 0; o < 4; o++) {
                    hash = 31 * hash + Double.hashCode(inference.logit(o));
                    hash = 31 * hash + Double.hashCode(inference.coldLogit(o));
                }
                hash = 31 * hash + Double.hashCode(inference.upsetLogOdds());
                hash = 31 * hash + Double.hashCode(inference.probability(1));
            }
        }
        assertThat(hash).isEqualTo(-267017649);
    }

    @Test
    void shouldNotAllocateForAReading() {
        EmotionModel network = NetworkFixture.random(HistoryInput.SCALED_DEVIATION, 50, 16, 11);
        EmotionInference inference = new EmotionInference(network, 2);
        EmotionContributions contributions = new EmotionContributions(network);
        double[] reading = NetworkFixture.reading(new Random(8), 50);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        double sum = judge(inference, contributions, reading, 200);
        long before = threads.getThreadAllocatedBytes(id);
        sum += judge(inference, contributions, reading, 2000);
        long allocated = threads.getThreadAllocatedBytes(id) - before;
        assertThat(sum).isFinite();
        assertThat(allocated).isLessThan(20_000);
    }

    private static double judge(
            EmotionInference inference, EmotionContributions contributions, double[] reading, int times) {
        double sum = 0;
        for (int n = 0; n < times; n++) {
            inference.infer(reading);
            contributions.explain(inference);
            inference.remember(1);
            sum += inference.upsetLogOdds() + inference.probability(1) + contributions.contribution(0);
        }
        return sum;
    }

    @Test
    void shouldRefuseReadingsOfAnotherLengthAndWeightsThatAreNone() {
        EmotionInference inference =
                new EmotionInference(NetworkFixture.random(HistoryInput.RAW_AND_DEVIATION, 2, 8, 8), 0);
        assertThatThrownBy(() -> inference.infer(new double[3])).hasMessage("3 values for 2 inputs");
        assertThatThrownBy(() -> inference.remember(1)).hasMessage("no reading was judged yet");
        assertThatThrownBy(() -> inference.remember(0)).hasMessage("a weight of 0.0");
        assertThatThrownBy(() -> inference.remember(Double.NaN)).hasMessage("a weight of NaN");
    }
}
