package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SeededDrawsTest {
    private static final int DRAWS = 200_000;

    @Test
    void shouldDrawTheSameFromTheSameSeedAndStreamOnly() {
        assertThat(new SeededDraws(7, 1).bits()).isEqualTo(new SeededDraws(7, 1).bits());
        assertThat(new SeededDraws(7, 2).bits()).isNotEqualTo(new SeededDraws(7, 1).bits());
        assertThat(new SeededDraws(8, 1).bits()).isNotEqualTo(new SeededDraws(7, 1).bits());
    }

    @Test
    void shouldDrawEvenlyAcrossSeedsThatLieSideBySide() {
        int[] tenths = new int[10];
        for (int seed = 0; seed < DRAWS; seed++) {
            tenths[(int) (10 * new SeededDraws(seed, 3).share())]++;
        }
        for (int count : tenths) {
            assertThat(count / (double) DRAWS).isCloseTo(0.1, within(0.005));
        }
    }

    @Test
    void shouldDrawABellOfMeanZeroAndVarianceOneWithoutMemory() {
        SeededDraws draws = new SeededDraws(1, 0);
        double sum = 0;
        double squares = 0;
        double products = 0;
        double last = 0;
        for (int i = 0; i < DRAWS; i++) {
            double drawn = draws.bell();
            assertThat(Math.abs(drawn)).isLessThan(3.5);
            sum += drawn;
            squares += drawn * drawn;
            products += drawn * last;
            last = drawn;
        }
        assertThat(sum / DRAWS).isCloseTo(0, within(0.01));
        assertThat(squares / DRAWS).isCloseTo(1, within(0.01));
        assertThat(products / DRAWS).isCloseTo(0, within(0.01));
    }
}
