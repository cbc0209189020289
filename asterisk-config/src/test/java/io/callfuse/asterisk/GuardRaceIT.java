package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The guard decides at the very moment at which the engine answers: the caller must go on exactly once, and never be lost. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class GuardRaceIT {
    private static final int CALLS = 240;

    /** Answers later after each answer that was taken, and sooner after each that was not: always about when the guard fires. */
    private static final class OnTheEdge implements FaultyEngine.Answering {
        private static final long STEP_NS = Duration.ofMillis(1).toNanos();
        private final AtomicLong delayNs =
                new AtomicLong(Duration.ofMillis(1000).toNanos());
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger late = new AtomicInteger();

        @Override
        public Duration delay() {
            return Duration.ofNanos(delayNs.get());
        }

        @Override
        public void answered(boolean wasTaken) {
            delayNs.addAndGet(wasTaken ? STEP_NS : -STEP_NS);
            (wasTaken ? taken : late).incrementAndGet();
        }
    }

    @Test
    void shouldGoOnExactlyOnceWhenTheAnswerMeetsTheGuard(AsteriskLab lab) {
        OnTheEdge edge = new OnTheEdge();
        int before = lab.records().size();
        try (FaultyEngine engine = new FaultyEngine(Fault.NONE, edge)) {
            for (int call = 0; call < CALLS; call++) {
                lab.cli("channel originate Local/" + engine.extension("race") + "@from-lab application Wait 10");
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> lab.channels() == 0);
            String called = engine.extension("race") + " ";
            List<CallRecord> rows = lab.records().subList(before, lab.records().size()).stream()
                    .filter(row -> row.userField().startsWith(called))
                    .toList();
            System.out.printf(
                    "%d answers taken, %d too late, at %d ms%n",
                    edge.taken.get(), edge.late.get(), edge.delay().toMillis());
            assertThat(rows).hasSize(CALLS);
            assertThat(rows).allMatch(row -> row.userField().endsWith(" 1 yes"), "passed once and stayed to the end");
            assertThat(edge.taken.get()).isGreaterThan(CALLS / 8);
            assertThat(rows)
                    .filteredOn(row -> row.userField().contains(" late "))
                    .hasSizeGreaterThan(CALLS / 8);
        }
    }
}
