package io.callfuse.dsp.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.Signals;
import io.callfuse.dsp.spectrum.PowerSpectrum;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class PeriodicityTest {
    private final PowerSpectrum spectrum = new PowerSpectrum(256, 8000);
    private final Periodicity periodicity = new Periodicity();

    @ParameterizedTest
    @ValueSource(doubles = {80, 110, 160, 230, 320, 390})
    void shouldHearTheVoiceThoughTheFundamentalIsFilteredOut(double f0Hz) {
        spectrum.compute(Signals.pulses(f0Hz, 300, 0.3, 256));
        assertThat(periodicity.of(spectrum.power())).isGreaterThan(0.6);
    }

    @Test
    void shouldNotTakeNoiseForAVoice() {
        int voices = 0;
        for (int seed = 0; seed < 200; seed++) {
            spectrum.compute(Signals.noise(seed, 0.3, 256));
            voices += periodicity.of(spectrum.power()) > 0.5 ? 1 : 0;
        }
        assertThat(voices).isLessThan(20);
    }

    @Test
    void shouldHaveNoPeriodicityInSilenceOrGarbage() {
        float[] power = new float[129];
        assertThat(periodicity.of(power)).isZero();
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, 1e300}) {
            Arrays.fill(power, (float) bad);
            assertThat(periodicity.of(power)).isBetween(0.0, 1.0);
        }
    }
}
