package io.callfuse.engine.archive.store;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the store tells of a call at a glance.
 *
 * @param callId its id
 * @param startedAt when it came under watch
 * @param endedBy what ended it; empty while it goes on, or where its record was never written
 * @param uniqueId of its channel; empty where the channel was never known
 * @param seconds its length under watch; empty before its end, as are the next three
 * @param maxScore its highest score, 0-100
 * @param firstClass the first emotion that was said
 * @param scores one a second
 * @param tripped whether its fuse tripped
 * @param route where it was decided to go; empty where nothing was decided
 * @param reason why, with the rule's name where one decided: {@code rule:lost-patience}
 * @param label what a person took the caller for, the last that was said; empty where nobody did
 */
public record StoredCall(
        String callId,
        Instant startedAt,
        Optional<String> endedBy,
        Optional<String> uniqueId,
        OptionalDouble seconds,
        OptionalDouble maxScore,
        Optional<String> firstClass,
        double[] scores,
        boolean tripped,
        Optional<String> route,
        Optional<String> reason,
        Optional<String> label) {}
