package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class MainsHumTest {
    @ParameterizedTest
    @ValueSource(ints = {50, 60})
    void shouldConsistOfTheMainsAndItsHarmonicsAtTheLevelItShouldHave(int mainsHz) {
        double[] line = new double[8000];
        new MainsHum(mainsHz, 30, 5).addTo(line, 3276.8);
        double power = 0;
        for (int harmonic = 1; harmonic <= 10; harmonic++) {
            power += StrictMath.pow(10, LineSignals.levelAtDbfs(mainsHz * harmonic, line) / 10);
        }
        assertThat(10 * StrictMath.log10(power)).isCloseTo(-20 - 30, within(0.01));
        assertThat(LineSignals.levelAtDbfs(mainsHz, line)).isGreaterThan(-70);
        assertThat(10 * StrictMath.log10(Amplitude.power(line) / (32768.0 * 32768)))
                .isCloseTo(-50, within(0.01));
    }

    @Test
    void shouldBeSilentOnALineWithoutHum() {
        double[] line = new double[800];
        new MainsHum(0, 30, 5).addTo(line, 1000);
        assertThat(line).containsOnly(0);
    }
}
