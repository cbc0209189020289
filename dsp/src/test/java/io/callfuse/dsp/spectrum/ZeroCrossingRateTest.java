package io.callfuse.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ZeroCrossingRateTest {
    @Test
    void shouldCountTwoCrossingsAPeriod() {
        float[] sine = Signals.sine(405, 0.5, 8001);
        assertThat(ZeroCrossingRate.of(sine, 0, 8001)).isCloseTo(405 * 2 / 8000.0, within(0.0005));
        assertThat(ZeroCrossingRate.of(sine, 4000, 1600)).isCloseTo(405 * 2 / 8000.0, within(0.002));
    }

    @Test
    void shouldNotCareForDirectVoltage() {
        float[] sine = Signals.sine(400, 0.05, 1600);
        double rate = ZeroCrossingRate.of(sine, 0, 1600);
        for (int i = 0; i < sine.length; i++) {
            sine[i] += 0.4f;
        }
        assertThat(ZeroCrossingRate.of(sine, 0, 1600)).isCloseTo(rate, within(0.002));
    }

    @Test
    void shouldBeZeroWhereNothingMoves() {
        float[] still = new float[160];
        assertThat(ZeroCrossingRate.of(still, 0, 160)).isZero();
        Arrays.fill(still, Float.NaN);
        assertThat(ZeroCrossingRate.of(still, 0, 160)).isZero();
        Arrays.fill(still, Float.POSITIVE_INFINITY);
        assertThat(ZeroCrossingRate.of(still, 0, 160)).isZero();
    }

    @Test
    void shouldRefuseASingleSample() {
        assertThatThrownBy(() -> ZeroCrossingRate.of(new float[1], 0, 1)).hasMessage("1 samples");
    }
}
