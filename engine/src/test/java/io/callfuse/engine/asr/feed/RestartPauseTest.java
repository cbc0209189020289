package io.callfuse.engine.asr.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RestartPauseTest {
    private static final RecognitionLimits LIMITS = RecognitionLimits.standard();
    private static final Duration SHORT = Duration.ofSeconds(1);

    private long nowNs = 1_000;
    private final RestartPause pause = new RestartPause(LIMITS, nowNs);

    @Test
    void shouldStartAtOnceAndLaterAndLaterAfterEnds() {
        assertThat(pause.mayStart(nowNs)).isTrue();
        long waitedMs = 0;
        for (long expectedMs : new long[] {200, 400, 800, 1600, 3200}) {
            assertThat(pause.ended(true, SHORT, "test", nowNs)).isFalse();
            waitedMs = waitMs();
            assertThat(waitedMs).isEqualTo(expectedMs);
        }
        assertThat(waitedMs).isLessThan(LIMITS.longestPause().toMillis());
    }

    @Test
    void shouldBeginAnewAfterALongLife() {
        pause.mayStart(nowNs);
        pause.ended(true, SHORT, "test", nowNs);
        waitMs();
        pause.ended(true, LIMITS.healthyAfter(), "test", nowNs);
        assertThat(waitMs()).isEqualTo(LIMITS.firstPause().toMillis());
    }

    @Test
    void shouldGiveUpForAWhileAfterTooManyEndsInARow() {
        for (int end = 1; end < LIMITS.givenUpAfter(); end++) {
            waitMs();
            assertThat(pause.ended(false, Duration.ZERO, "test", nowNs)).isFalse();
        }
        waitMs();
        assertThat(pause.ended(false, Duration.ZERO, "test", nowNs)).isTrue();
        nowNs += LIMITS.longestPause().toNanos() + 1;
        assertThat(pause.mayStart(nowNs))
                .as("the pause is over, but it is given up")
                .isFalse();
    }

    private long waitMs() {
        for (long ms = 0; ms < 60_000; ms++) {
            if (pause.mayStart(nowNs)) {
                return ms;
            }
            nowNs += TimeUnit.MILLISECONDS.toNanos(1);
        }
        throw new AssertionError("never allowed to start");
    }
}
