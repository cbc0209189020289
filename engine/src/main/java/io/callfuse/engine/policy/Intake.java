package io.callfuse.engine.policy;

import io.callfuse.engine.policy.routing.OpeningHours;
import io.callfuse.engine.policy.routing.QueueStatus;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom a route takes, and when. What is not known of its queue does not keep anybody out.
 *
 * @param skills what its people are good at
 * @param hours when they are there
 * @param minAgents agents who must be free; 0 for no such limit
 * @param maxWaiting so many callers who wait are too many for one more; 0 for no such limit
 * @param maxHold how long callers may have waited of late, on average; zero for no such limit
 * @param otherwise the route that is tried next where this one takes nobody; empty for none
 */
public record Intake(
        Set<String> skills,
        OpeningHours hours,
        int minAgents,
        int maxWaiting,
        Duration maxHold,
        Optional<String> otherwise) {
    /** Takes anybody at any time, and is good at nothing in particular. */
    public static final Intake ANYBODY =
            new Intake(Set.of(), OpeningHours.ALWAYS, 0, 0, Duration.ZERO, Optional.empty());

    /** Rejects null and limits below 0; copies the skills. */
    public Intake {
        skills = Set.copyOf(new TreeSet<>(skills));
        Objects.requireNonNull(hours, "hours is null");
        Objects.requireNonNull(otherwise, "otherwise is null");
        if (minAgents < 0 || maxWaiting < 0 || maxHold.isNegative()) {
            throw new IllegalArgumentException("a limit below 0: " + minAgents + " " + maxWaiting + " " + maxHold);
        }
    }

    /** Whether the queue has to be asked. */
    public boolean asksQueue() {
        return minAgents > 0 || maxWaiting > 0 || !maxHold.isZero();
    }

    /**
     * Why nobody is taken now; empty where one is.
     *
     * @param queue how busy the queue is; empty where that is not known
     * @param now local time; empty where it is not known
     */
    public Optional<String> refusal(Optional<QueueStatus> queue, Optional<LocalDateTime> now) {
        if (now.isPresent() && !hours.isOpenAt(now.get())) {
            return Optional.of("closed");
        }
        return queue.flatMap(this::refusal);
    }

    private Optional<String> refusal(QueueStatus queue) {
        if (queue.available() < minAgents) {
            return Optional.of("free agents " + queue.available() + " of " + minAgents);
        }
        if (maxWaiting > 0 && queue.waiting() >= maxWaiting) {
            return Optional.of("callers waiting " + queue.waiting());
        }
        if (!maxHold.isZero() && queue.holdSeconds() > maxHold.toSeconds()) {
            return Optional.of("waits of " + queue.holdSeconds() + " s");
        }
        return Optional.empty();
    }
}
