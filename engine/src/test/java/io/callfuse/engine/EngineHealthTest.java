package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EngineHealthTest {
    private final AtomicLong busy = new AtomicLong();
    private final AtomicLong other = new AtomicLong();
    private final StubArchive archive = new StubArchive();
    private Optional<String> down = Optional.empty();
    private final EngineHealth health =
            new EngineHealth(List.of(busy::get, other::get), () -> "taking", () -> down, archive);

    @Test
    void shouldFailWhenAWorkerDoesNotMoveForTenLooks() {
        for (int look = 0; look < 100; look++) {
            look();
            assertThat(health.alive().ok()).isTrue();
        }
        for (int look = 0; look < 11; look++) {
            busy.incrementAndGet();
            health.look();
        }
        assertThat(health.alive().ok()).isFalse();
        assertThat(health.alive().checks()).containsEntry("workers", "1 of 2 stuck");
        assertThat(health.ready().ok()).isFalse();
        look();
        assertThat(health.alive().ok()).isTrue();
    }

    @Test
    void shouldNotBeReadyWithoutItsLinkToAsterisk() {
        look();
        assertThat(health.ready().ok()).isTrue();
        down = Optional.of("AMI");
        assertThat(health.ready().ok()).isFalse();
        assertThat(health.ready().checks()).containsEntry("asterisk", "AMI is not connected");
        assertThat(health.alive().ok()).isTrue();
    }

    private void look() {
        busy.incrementAndGet();
        other.incrementAndGet();
        health.look();
    }
}
