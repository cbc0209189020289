package io.callfuse.dsp.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DecibelsTest {
    @Test
    void shouldPutAFullScaleSineThreeDecibelsBelowFullScale() {
        assertThat(Decibels.levelDbfs(Signals.sine(1000, 1, 8000), 0, 8000)).isCloseTo(-3.0103, within(0.001));
    }

    @Test
    void shouldFallTwentyDecibelsForATenthOfTheAmplitude() {
        double loud = Decibels.levelDbfs(Signals.sine(400, 0.5, 8000), 0, 8000);
        double quiet = Decibels.levelDbfs(Signals.sine(400, 0.05, 8000), 0, 8000);
        assertThat(loud - quiet).isCloseTo(20, within(0.001));
    }

    @Test
    void shouldPutDigitalSilenceAtTheFloor() {
        assertThat(Decibels.levelDbfs(new float[160], 0, 160)).isEqualTo(Decibels.FLOOR_DBFS);
    }

    @Test
    void shouldGiveTenDecibelsForTenTimesThePower() {
        assertThat(Decibels.ofRatio(10)).isCloseTo(10, within(1e-9));
        assertThat(Decibels.ofRatio(1)).isZero();
        assertThat(Decibels.toPower(-20)).isCloseTo(0.01, within(1e-12));
        assertThat(Decibels.toPower(Decibels.ofPower(0.3))).isCloseTo(0.3, within(1e-12));
    }
}
