package io.callfuse.engine.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PaceTest {
    private final AtomicLong nowNs = new AtomicLong(1_000_000_000);

    @Test
    void shouldSendAFrameEveryTwentyMillisecondsAtTheSpeedOfALiveCall() {
        Pace pace = Pace.atSpeed(1, nowNs::get);

        assertThat(pace.waitNs(0)).isZero();
        assertThat(pace.waitNs(1)).isEqualTo(20_000_000);
        nowNs.addAndGet(19_000_000);
        assertThat(pace.waitNs(1)).isEqualTo(1_000_000);
        nowNs.addAndGet(1_000_000);
        assertThat(pace.waitNs(1)).isZero();
    }

    @Test
    void shouldCatchUpWithoutDriftAfterADelay() {
        Pace pace = Pace.atSpeed(10, nowNs::get);
        pace.waitNs(0);

        nowNs.addAndGet(10_000_000);

        assertThat(pace.waitNs(5)).isNotPositive();
        assertThat(pace.waitNs(6)).isEqualTo(2_000_000);
    }

    @Test
    void shouldStayWithinTheWindowAheadOfWhatTheEngineHasAnalysed() {
        AtomicLong analysedMs = new AtomicLong(-1);
        Pace pace = Pace.within(analysedMs::get, 200);

        assertThat(pace.waitNs(9)).isZero();
        assertThat(pace.waitNs(10)).isPositive();
        analysedMs.set(20);
        assertThat(pace.waitNs(10)).isZero();
        assertThat(pace.waitNs(11)).isPositive();
    }

    @Test
    void shouldRefuseASpeedOrAWindowThatCannotWork() {
        assertThatThrownBy(() -> Pace.atSpeed(0, nowNs::get)).hasMessageContaining("speed");
        assertThatThrownBy(() -> Pace.atSpeed(Double.NaN, nowNs::get)).hasMessageContaining("speed");
        assertThatThrownBy(() -> Pace.within(() -> 0, 10)).hasMessageContaining("window");
    }
}
