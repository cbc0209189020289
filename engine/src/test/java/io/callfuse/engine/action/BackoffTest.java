package io.callfuse.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class BackoffTest {
    private final Backoff backoff =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), new SplittableRandom(7));

    @Test
    void shouldDoubleUpToTheBoundAndStayThere() {
        long[] boundsMs = {500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000};
        for (long boundMs : boundsMs) {
            assertThat(backoff.nextNs() / 1_000_000).isBetween(boundMs / 2, boundMs);
        }
    }

    @Test
    void shouldBeginAnewAfterSuccess() {
        for (int i = 0; i < 5; i++) {
            backoff.nextNs();
        }
        backoff.reset();

        assertThat(backoff.nextNs()).isBetween(250_000_000L, 500_000_000L);
    }

    @Test
    void shouldNotOverflowWithHugeBounds() {
        Backoff huge = new Backoff(Duration.ofDays(1), Duration.ofDays(100_000), new SplittableRandom(1));
        for (int i = 0; i < 100; i++) {
            assertThat(huge.nextNs()).isPositive();
        }
    }

    @Test
    void shouldRefuseWaitsThatDoNotRise() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), new SplittableRandom(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
