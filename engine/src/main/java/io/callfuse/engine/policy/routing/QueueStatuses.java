package io.callfuse.engine.policy.routing;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How busy the queues are, each by its name; those that Asterisk has not told are missing. An input of a call.
 *
 * @param byName queues by their names
 */
public record QueueStatuses(Map<String, QueueStatus> byName) {
    /** Kind of the input; its details are {@link #details()}. */
    public static final String KIND = "queues";

    /** Nothing is known of any queue. */
    public static final QueueStatuses UNKNOWN = new QueueStatuses(Map.of());

    /** Takes a copy. */
    public QueueStatuses {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /** How busy a queue is; empty where that is not known. */
    public Optional<QueueStatus> find(String queue) {
        return Optional.ofNullable(byName.get(queue));
    }

    /** As a journal keeps them. */
    public Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        byName.forEach((queue, status) -> details.put(queue, status.text()));
        return details;
    }

    /** Reads {@link #details()}; a queue that cannot be read is missing. */
    public static QueueStatuses of(Map<String, String> details) {
        Map<String, QueueStatus> byName = new TreeMap<>();
        details.forEach((queue, text) -> QueueStatus.parse(text).ifPresent(status -> byName.put(queue, status)));
        return new QueueStatuses(byName);
    }
}
