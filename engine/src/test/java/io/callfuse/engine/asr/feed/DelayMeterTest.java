package io.callfuse.engine.asr.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DelayMeterTest {
    private static final long MS = 1_000_000;

    private final DelayMeter meter = new DelayMeter();
    private long nowNs = System.nanoTime();

    @Test
    void shouldTellPercentilesToAFifth() {
        for (int ms = 1; ms <= 1000; ms++) {
            meter.note(nowNs, nowNs + ms * MS);
        }
        assertThat(meter.percentileMs(0.5)).isBetween(500L, 600L);
        assertThat(meter.percentileMs(0.95)).isBetween(950L, 1000L);
        assertThat(meter.longestMs()).isEqualTo(1000);
    }

    @Test
    void shouldSayNothingOfWhatWasNeverMeasured() {
        assertThat(meter.percentileMs(0.5)).isZero();
        assertThat(meter.longestMs()).isZero();
        assertThat(meter.recentNs(false, nowNs + 10_000 * MS)).isZero();
    }

    @Test
    void shouldTellThatNothingComesBackBeforeAnythingDoes() {
        meter.begin(nowNs);
        assertThat(meter.recentNs(true, nowNs + 900 * MS)).isEqualTo(900 * MS);
    }

    @Test
    void shouldForgetADelayThatIsOver() {
        meter.note(nowNs, nowNs + 700 * MS);
        for (int i = 0; i < 2000; i++) {
            nowNs += MS;
            meter.note(nowNs + 700 * MS, nowNs + 710 * MS);
        }
        assertThat(meter.recentNs(true, nowNs + 710 * MS)).isEqualTo(10 * MS);
    }
}
