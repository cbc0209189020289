package io.callfuse.dsp.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ContourTest {
    @Test
    void shouldPassOverWhatIsNotThere() {
        Contour contour = new Contour(4, new float[4]);
        for (double value : new double[] {1, Double.NaN, 3}) {
            contour.accept(value);
        }
        contour.summarize();
        assertThat(contour.count()).isEqualTo(2);
        assertThat(contour.mean()).isEqualTo(2);
        assertThat(contour.stddev()).isEqualTo(1);
    }

    @Test
    void shouldForgetTheOldestValueWhenFull() {
        Contour contour = new Contour(3, new float[3]);
        for (int value = 1; value <= 10; value++) {
            contour.accept(value);
        }
        contour.summarize();
        assertThat(contour.mean()).isEqualTo(9);
        assertThat(contour.percentile(0)).isEqualTo(8);
        assertThat(contour.percentile(100)).isEqualTo(10);
    }

    @Test
    void shouldInterpolatePercentiles() {
        Contour contour = new Contour(8, new float[8]);
        for (double value : new double[] {40, 10, 30, 20, 50}) {
            contour.accept(value);
        }
        contour.summarize();
        assertThat(contour.percentile(50)).isEqualTo(30);
        assertThat(contour.percentile(20)).isCloseTo(18, within(1e-6));
        assertThat(contour.percentile(80)).isCloseTo(42, within(1e-6));
    }

    @Test
    void shouldHaveNoStatisticsOfNothing() {
        Contour contour = new Contour(3, new float[3]);
        contour.accept(Double.NaN);
        contour.summarize();
        assertThat(contour.count()).isZero();
        assertThat(contour.mean()).isNaN();
        assertThat(contour.stddev()).isNaN();
        assertThat(contour.percentile(50)).isNaN();
    }

    @Test
    void shouldRefuseAScratchThatIsTooSmall() {
        assertThatThrownBy(() -> new Contour(8, new float[7])).hasMessage("scratch holds 7 values, not 8");
    }
}
