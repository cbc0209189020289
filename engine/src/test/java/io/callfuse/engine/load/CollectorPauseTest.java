package io.callfuse.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CollectorPauseTest {
    @Test
    void shouldReadPausesOfEveryCollectorAndNothingElse() {
        List<CollectorPause> pauses = CollectorPause.read(List.of(
                "[51000000ns] Using G1",
                "[5363847461ns] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 6.521ms",
                "[5363900000ns] GC(1) Concurrent Mark Cycle",
                "[5463900000ns] GC(1) Concurrent Mark Cycle 100.000ms",
                "[6000000000ns] GC(2) Pause Young (Allocation Failure) 69M->5M(247M) 2.044ms"));

        assertThat(pauses)
                .containsExactly(new CollectorPause(5_363_847_461L, 6.521), new CollectorPause(6_000_000_000L, 2.044));
    }
}
