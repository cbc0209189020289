package io.callfuse.engine.policy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was known of queues and of earlier calls is known again from a journal. */
@Timeout(10)
class JournaledCircumstancesTest {
    private static final List<String> TOPICS = List.of("", "billing", "technical support", "退款");

    @Test
    void shouldComeBackFromTheJournalAsItWas() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            Map<String, QueueStatus> queues = new TreeMap<>();
            List<EarlierCall> calls = new ArrayList<>();
            for (int k = random.nextInt(5); k > 0; k--) {
                queues.put("queue-" + k, new QueueStatus(random.nextInt(9), k, random.nextInt(9), random.nextInt(999)));
                calls.add(new EarlierCall(
                        Duration.ofSeconds(random.nextInt(9_000_000)),
                        TOPICS.get(random.nextInt(TOPICS.size())),
                        random.nextBoolean()));
            }
            QueueStatuses statuses = new QueueStatuses(queues);
            CallHistory history = new CallHistory(calls);
            assertThat(QueueStatuses.of(statuses.details())).isEqualTo(statuses);
            assertThat(CallHistory.of(history.details())).isEqualTo(history);
        }
    }

    @Test
    void shouldCountTheCallsOfTheLastDays() {
        CallHistory history = new CallHistory(List.of(
                new EarlierCall(Duration.ofDays(1), "billing", true),
                new EarlierCall(Duration.ofDays(7), "billing", false),
                new EarlierCall(Duration.ofDays(7).plusSeconds(1), "billing", true),
                new EarlierCall(Duration.ofDays(2), "", false)));
        assertThat(history.calls(Duration.ofDays(7))).isEqualTo(3);
        assertThat(history.calls(Duration.ofDays(7), "billing")).isEqualTo(2);
        assertThat(history.calls(Duration.ofDays(7), "")).isZero();
        assertThat(history.trips(Duration.ofDays(7))).isEqualTo(1);
        assertThat(history.trips(Duration.ofDays(30))).isEqualTo(2);
    }

    @Test
    void shouldLeaveOutWhatCannotBeRead() {
        assertThat(QueueStatuses.of(Map.of("a", "1 2 3", "b", "1 2 3 4")).byName())
                .containsOnlyKeys("b");
        assertThat(CallHistory.of(Map.of("calls", "x,60! billing,-1")).calls())
                .containsExactly(new EarlierCall(Duration.ofMinutes(1), "billing", true));
        assertThat(CallHistory.of(Map.of()).calls()).isEmpty();
    }
}
