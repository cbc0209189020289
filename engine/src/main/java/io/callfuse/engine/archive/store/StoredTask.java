package io.callfuse.engine.archive.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody has to do because of a call.
 *
 * @param callId the call
 * @param uniqueId of its channel; empty where that was never known
 * @param linkedId of its channel; empty where that was never known
 * @param trippedAt when the fuse tripped
 * @param due until when it is to be done
 * @param reason why the fuse tripped, such as {@code fuse} or {@code rule:leaving}
 * @param route where the caller was to be moved
 * @param outcome {@code moved}, {@code not-moved} or {@code hung-up}
 * @param topic what the call was about, by the caller's words; empty where that is not known
 * @param doneAt when it was done; empty while it is not
 * @param doneBy who said so; empty where he gave no name
 * @param note what came of it; may be empty
 */
public record StoredTask(
        String callId,
        Optional<String> uniqueId,
        Optional<String> linkedId,
        Instant trippedAt,
        Instant due,
        String reason,
        String route,
        String outcome,
        String topic,
        Optional<Instant> doneAt,
        Optional<String> doneBy,
        Optional<String> note) {}
