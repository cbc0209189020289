package io.callfuse.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class SpectralFluxTest {
    private final SpectralFlux flux = new SpectralFlux(1, 4);

    @Test
    void shouldSeeOnlyTheShapeChange() {
        assertThat(flux.next(new float[] {9, 1, 0, 0, 0, 9})).isNaN();
        assertThat(flux.next(new float[] {0, 0.01f, 0, 0, 0, 0})).isCloseTo(0, within(1e-3));
        assertThat(flux.next(new float[] {0, 0, 0, 0, 1, 0})).isCloseTo(Math.sqrt(2), within(1e-6));
        assertThat(flux.next(new float[] {0, 0, 0, 0.5f, 0.5f, 0}))
                .isCloseTo(Math.sqrt(2 - Math.sqrt(2)), within(1e-6));
    }

    @Test
    void shouldForgetWhatWasBefore() {
        flux.next(new float[] {0, 1, 0, 0, 0});
        flux.reset();
        assertThat(flux.next(new float[] {0, 0, 1, 0, 0})).isNaN();
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 1e-12f, Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE})
    void shouldHaveNoValueBesideAFrameWithoutAShape(float everywhere) {
        flux.next(new float[] {0, 1, 0, 0, 0});
        assertThat(flux.next(new float[] {everywhere, everywhere, everywhere, everywhere, everywhere}))
                .isNaN();
        assertThat(flux.next(new float[] {0, 1, 0, 0, 0})).isNaN();
        assertThat(flux.next(new float[] {0, 1, 0, 0, 0})).isCloseTo(0, within(1e-3));
    }

    @Test
    void shouldRefuseARangeThatIsNone() {
        assertThatThrownBy(() -> new SpectralFlux(4, 4)).hasMessage("bins 4..4");
    }
}
