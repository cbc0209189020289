package io.callfuse.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BoundsTest {
    @Test
    void shouldGiveTheBoundsThatNewcombePrints() {
        // Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29
        assertBounds(new Proportion(81, 263), 0.2553, 0.3662);
        assertBounds(new Proportion(15, 148), 0.0624, 0.1605);
        assertBounds(new Proportion(0, 20), 0, 0.1611);
        assertBounds(new Proportion(1, 29), 0.0061, 0.1718);
        assertBounds(new Proportion(20, 20), 0.8389, 1);
    }

    @Test
    void shouldKnowNothingOfNoCases() {
        assertThat(new Proportion(0, 0).share()).isNaN();
        assertThat(new Proportion(0, 0).wilson()).isEqualTo(Bounds.NONE);
        assertThatThrownBy(() -> new Proportion(3, 2)).hasMessage("3 of 2");
        assertThatThrownBy(() -> new Bounds(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldInterpolateQuantiles() {
        double[] values = {4, 1, 3, 2};
        assertThat(Quantile.of(values, 0.5)).isEqualTo(2.5);
        assertThat(Quantile.of(values, 0)).isEqualTo(1);
        assertThat(Quantile.of(values, 1)).isEqualTo(4);
        assertThat(Quantile.of(values, 0.95)).isCloseTo(3.85, within(1e-12));
        assertThat(Quantile.of(new double[] {7}, 0.95)).isEqualTo(7);
        assertThat(Quantile.of(new double[0], 0.5)).isNaN();
        assertThat(values).containsExactly(4, 1, 3, 2);
        assertThatThrownBy(() -> Quantile.of(values, 1.1)).hasMessageContaining("1.1");
    }

    @Test
    void shouldBoundAMeanAsTheNormalDistributionDoesWhereCasesAreIndependent() {
        List<List<Integer>> single =
                IntStream.range(0, 400).mapToObj(i -> List.of(i % 2)).toList();
        Bounds bounds = new GroupBootstrap<>(single, 5).of(BoundsTest::mean);
        assertThat(bounds.low()).isCloseTo(0.451, within(0.012));
        assertThat(bounds.high()).isCloseTo(0.549, within(0.012));
    }

    @Test
    void shouldBeLessSureWhereCasesOfAGroupResembleEachOther() {
        List<List<Integer>> groups = IntStream.range(0, 20)
                .mapToObj(i -> List.of(i % 2, i % 2, i % 2, i % 2))
                .toList();
        List<List<Integer>> single =
                IntStream.range(0, 80).mapToObj(i -> List.of(i % 2)).toList();
        Bounds grouped = new GroupBootstrap<>(groups, 5).of(BoundsTest::mean);
        Bounds alone = new GroupBootstrap<>(single, 5).of(BoundsTest::mean);
        assertThat(grouped.high() - grouped.low()).isCloseTo(2 * (alone.high() - alone.low()), within(0.08));
    }

    @Test
    void shouldGiveTheSameBoundsForTheSameSeedAndNoneForTooFewGroups() {
        List<List<Integer>> groups =
                IntStream.range(0, 9).mapToObj(i -> List.of(i, i * i)).toList();
        assertThat(new GroupBootstrap<>(groups, 3).of(BoundsTest::mean))
                .isEqualTo(new GroupBootstrap<>(groups, 3).of(BoundsTest::mean))
                .isNotEqualTo(new GroupBootstrap<>(groups, 4).of(BoundsTest::mean));
        assertThat(new GroupBootstrap<>(groups.subList(0, 3), 3).of(BoundsTest::mean))
                .isEqualTo(Bounds.NONE);
        assertThat(new GroupBootstrap<>(groups, 3).of(cases -> Double.NaN)).isEqualTo(Bounds.NONE);
    }

    private static void assertBounds(Proportion proportion, double low, double high) {
        assertThat(proportion.wilson().low()).isCloseTo(low, within(5e-5));
        assertThat(proportion.wilson().high()).isCloseTo(high, within(5e-5));
    }

    private static double mean(List<Integer> cases) {
        return cases.stream().mapToInt(i -> i).average().orElse(Double.NaN);
    }
}
