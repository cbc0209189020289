package io.callfuse.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PeerWarningsTest {
    private static final long SECOND_NS = Duration.ofSeconds(1).toNanos();

    private final PeerWarnings warnings = new PeerWarnings("Test");

    @Test
    void shouldWarnOnceOfAKindInTenSecondsWhoeverThePeerIs() {
        assertThat(warnings.warn("OVERSIZE", "a", "too long", 0)).isTrue();
        assertThat(warnings.warn("OVERSIZE", "b", "too long", 9 * SECOND_NS)).isFalse();
        assertThat(warnings.warn("OVERSIZE", "b", "too long", 10 * SECOND_NS)).isTrue();
        assertThat(warnings.warn("OVERSIZE", "b", "too long", 11 * SECOND_NS)).isFalse();
    }

    @Test
    void shouldNotLetOneKindHideAnother() {
        assertThat(warnings.warn("OVERSIZE", "a", "too long", 0)).isTrue();
        assertThat(warnings.warn("ODD_LENGTH", "a", "half a sample", 0)).isTrue();
    }

    @Test
    void shouldGoOnWhereTheClockWrapsRound() {
        assertThat(warnings.warn("OVERSIZE", "a", "too long", Long.MAX_VALUE)).isTrue();
        assertThat(warnings.warn("OVERSIZE", "a", "too long", Long.MIN_VALUE + SECOND_NS))
                .isFalse();
        assertThat(warnings.warn("OVERSIZE", "a", "too long", Long.MIN_VALUE + 10 * SECOND_NS))
                .isTrue();
    }
}
