package io.callfuse.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class AuditoryLoudnessTest {
    private final AuditoryLoudness loudness = new AuditoryLoudness(300, 1000, 3000);

    @Test
    void shouldDoubleWith9Decibels() {
        double soft = loudness.of(new float[] {0.001f, 0.002f, 0.0005f});
        double loud = loudness.of(new float[] {0.008f, 0.016f, 0.004f});
        assertThat(loud / soft).isCloseTo(2, within(1e-5));
    }

    @Test
    void shouldWeighAsTheEarDoes() {
        double low = loudness.of(new float[] {0.001f, 0, 0});
        double middle = loudness.of(new float[] {0, 0.001f, 0});
        double high = loudness.of(new float[] {0, 0, 0.001f});
        assertThat(middle).isCloseTo(0.1, within(1e-6));
        assertThat(low).isLessThan(middle);
        assertThat(high).isGreaterThan(middle);
    }

    @Test
    void shouldBeLouderWhenThePowerIsSpread() {
        double narrow = loudness.of(new float[] {0, 0.003f, 0});
        double spread = loudness.of(new float[] {0.001f, 0.001f, 0.001f});
        assertThat(spread).isGreaterThan(1.5 * narrow);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.NEGATIVE_INFINITY})
    void shouldBeZeroWhereThereIsNothing(float everywhere) {
        assertThat(loudness.of(new float[] {everywhere, everywhere, everywhere}))
                .isZero();
    }

    @Test
    void shouldStayFinite() {
        assertThat(loudness.of(new float[] {Float.POSITIVE_INFINITY, 1, 1})).isFinite();
        assertThat(loudness.of(new float[] {Float.MAX_VALUE, 1, 1})).isFinite();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-12, 0.001, 0.3, 1, 7.9, 8, 12345, 1e200})
    void shouldTakeCubeRoots(double cube) {
        assertThat(CubeRoot.of(cube) / StrictMath.cbrt(cube)).isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldRefuseNoBands() {
        assertThatThrownBy(AuditoryLoudness::new).hasMessage("no bands");
    }
}
