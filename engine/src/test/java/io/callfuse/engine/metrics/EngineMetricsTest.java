package io.callfuse.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EngineMetricsTest {
    private final EngineMetrics metrics = new EngineMetrics();

    @Test
    void shouldGoOnTellingAfterTheGarbageWasCollected() {
        metrics.counter("kept.elsewhere", "A count.", () -> 7);
        metrics.gauge("level", "A level.", () -> 3);
        metrics.mirror(() -> Map.of("of_the_log", 5L, "waiting", 2L), List.of("waiting"), List.of());
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        await().until(() -> {
            System.gc();
            return garbage.get() == null;
        });
        assertThat(metrics.scrape())
                .contains(
                        "callfuse_kept_elsewhere_total 7.0",
                        "callfuse_level 3.0",
                        "callfuse_of_the_log_total 5.0",
                        "callfuse_waiting 2.0");
        metrics.close();
    }

    @Test
    void shouldCountUnderTheValuesItWasMadeWithAlone() {
        EngineMetrics.Family family = metrics.family("trips", "Trips.", "by", List.of("score", "rule"));
        family.count("score");
        family.add("score", 2);
        family.count("caller-12345");
        assertThat(metrics.scrape())
                .contains("callfuse_trips_total{by=\"score\"} 3.0", "callfuse_trips_total{by=\"rule\"} 0.0")
                .doesNotContain("12345");
        metrics.close();
    }

    @Test
    void shouldTellLatenciesAsAHistogramInSeconds() {
        EngineMetrics.Latencies latencies = metrics.latencies("action", "Actions.", "action", List.of("move"));
        latencies.took("move", TimeUnit.MILLISECONDS.toNanos(30));
        latencies.took("unknown", 1);
        assertThat(metrics.scrape())
                .contains(
                        "callfuse_action_seconds_bucket{action=\"move\",le=\"0.02\"} 0",
                        "callfuse_action_seconds_bucket{action=\"move\",le=\"0.05\"} 1",
                        "callfuse_action_seconds_sum{action=\"move\"} 0.03");
        metrics.close();
    }
}
