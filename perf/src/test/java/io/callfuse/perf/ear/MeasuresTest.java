package io.callfuse.perf.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class MeasuresTest {
    @Test
    void shouldCorrelateWhatGoesTogether() {
        double[] x = {1, 2, 3, Double.NaN, 5};
        assertThat(Measures.pearson(x, new double[] {2, 4, 6, 8, 10})).isCloseTo(1, within(1e-12));
        assertThat(Measures.pearson(x, new double[] {-2, -4, -6, 100, -10})).isCloseTo(-1, within(1e-12));
        assertThat(Measures.pearson(new double[] {1, 2, 3, 4}, new double[] {1, 3, 2, 4}))
                .isCloseTo(0.8, within(1e-12));
        assertThat(Measures.pearson(x, new double[] {7, 7, 7, 7, 7})).isNaN();
    }

    @Test
    void shouldPlacePercentilesBetweenNeighbours() {
        double[] values = {4, 1, Double.NaN, 3, 2};
        assertThat(Measures.median(values)).isEqualTo(2.5);
        assertThat(Measures.percentile(values, 0)).isEqualTo(1);
        assertThat(Measures.percentile(values, 100)).isEqualTo(4);
        assertThat(Measures.mean(values)).isEqualTo(2.5);
        assertThat(Measures.median(new double[] {Double.NaN})).isNaN();
    }

    @Test
    void shouldCountAFrequencyAsOftenAsItHasPeriods() {
        double[] frequenciesHz = {100, 100, 100, 0, 500};
        assertThat(Measures.medianOfPeriodsHz(frequenciesHz)).isEqualTo(500);
        assertThat(Measures.medianOfPeriodsHz(new double[] {100, 100, 100, 200}))
                .isEqualTo(100);
        assertThat(Measures.medianOfPeriodsHz(new double[] {0, 0})).isZero();
    }
}
