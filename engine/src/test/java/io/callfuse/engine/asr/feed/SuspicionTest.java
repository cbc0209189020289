package io.callfuse.engine.asr.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SuspicionTest {
    @Test
    void shouldPutTheFirstMinuteBeforeACalmCallThatGoesOn() {
        assertThat(after(30, 30, 10).rank()).isGreaterThan(after(100, 60, 10).rank());
    }

    @Test
    void shouldPutARisingScoreBeforeOneThatStandsStill() {
        assertThat(after(120, 10, 60).rank()).isGreaterThan(after(120, 60, 60).rank());
    }

    @Test
    void shouldPutAHigherScoreFirstWhereNothingElseDiffers() {
        assertThat(after(120, 50, 50).rank()).isGreaterThan(after(120, 20, 20).rank());
    }

    private static Suspicion after(int seconds, double before, double last) {
        Suspicion suspicion = new Suspicion();
        for (int s = 1; s < seconds; s++) {
            suspicion.update(before, s * 1000L);
        }
        suspicion.update(last, seconds * 1000L);
        return suspicion;
    }
}
