package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EngineHealthTest {
    private final AtomicLong busy = new AtomicLong();
    private final AtomicLong other = new AtomicLong();
    private final StubArchive archive = new StubArchive();
    private AsteriskLinks links = AsteriskLinks.CONNECTED;
    private final EngineHealth health =
            new EngineHealth(List.of(busy::get, other::get), () -> "taking", () -> links, archive);

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
        links = AsteriskLinks.AMI_DOWN;
        assertThat(health.ready().ok()).isFalse();
        assertThat(health.ready().checks()).containsEntry("asterisk", "AMI is not connected");
        assertThat(health.alive().ok()).isTrue();
    }

    @Test
    void shouldBeReadyWhereNobodyIsToBeAskedAndSaySo() {
        links = AsteriskLinks.NONE_WANTED;
        look();
        assertThat(health.ready().ok()).isTrue();
        assertThat(health.ready().checks()).containsEntry("asterisk", "not asked");
    }

    private void look() {
        busy.incrementAndGet();
        other.incrementAndGet();
        health.look();
    }
}
