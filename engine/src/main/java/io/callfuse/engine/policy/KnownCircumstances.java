package io.callfuse.engine.policy;

import io.callfuse.engine.policy.routing.CallHistory;
import io.callfuse.engine.policy.routing.QueueStatuses;
import io.callfuse.engine.policy.rules.CallFacts;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** What a call's inputs have told of the time, the queues and the caller's earlier calls. One thread: the leg's worker. */
final class KnownCircumstances {
    /** Kind of the input that tells when the call came under watch: {@code date} and {@code local}, the time of that day. */
    static final String CLOCK = "clock";

    private QueueStatuses queues = QueueStatuses.UNKNOWN;
    private Optional<CallHistory> history = Optional.empty();
    private Optional<LocalDateTime> startedAt = Optional.empty();

    /** Takes an input; returns whether it said anything here. */
    boolean take(String kind, Map<String, String> details) {
        switch (kind) {
            case QueueStatuses.KIND -> queues = QueueStatuses.of(details);
            case CallHistory.KIND -> history = Optional.of(CallHistory.of(details));
            case CLOCK -> startedAt = time(details);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Optional<LocalDateTime> time(Map<String, String> details) {
        if (!details.containsKey("date") || !details.containsKey("local")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.of(LocalDate.parse(details.get("date")), LocalTime.parse(details.get("local"))));
        } catch (DateTimeException fromElsewhere) {
            return Optional.empty();
        }
    }

    /** How busy the queues are. */
    QueueStatuses queues() {
        return queues;
    }

    /** Local time now; empty where it is not known when the call began. */
    Optional<LocalDateTime> localTime(long nowMs) {
        return startedAt.map(start -> start.plus(nowMs, ChronoUnit.MILLIS));
    }

    /** Tells rules what is known. */
    void tell(CallFacts facts) {
        facts.know(queues);
        history.ifPresent(facts::know);
    }
}
