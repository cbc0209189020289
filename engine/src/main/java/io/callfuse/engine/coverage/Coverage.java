package io.callfuse.engine.coverage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether every call that entered {@code watch} has left a record in the archive, or a stated reason in the call records.
 *
 * @param watched how many calls entered {@code watch}
 * @param recorded how many of them have a record
 * @param excused how many have none, but {@code watch} has said why: the engine was not there, stalled or full
 * @param byReason how many calls there are of each outcome, by its name
 * @param missing the calls of which nobody knows
 * @param doubled the calls with more than one record
 */
public record Coverage(
        int watched,
        int recorded,
        int excused,
        Map<String, Integer> byReason,
        List<Missing> missing,
        List<Doubled> doubled) {
    /** What {@code watch} may answer, or its guard may find, where no call is watched. */
    private static final Set<String> EXCUSES = Set.of("asked", "unavailable", "refused", "late", "stalled");

    /**
     * Where and what the call records are.
     *
     * @param columns the names of the columns; empty where the file has one of the two usual forms
     * @param zone in which their times are
     */
    public record Records(Path file, List<String> columns, ZoneId zone) {}

    /** A call that entered {@code watch} and has neither record nor reason. */
    public record Missing(Instant start, String linkedId, String uniqueId, String channel, String lastSign) {}

    /** A call with more than one record. */
    public record Doubled(String linkedId, String uniqueId, List<String> callIds) {}

    /**
     * Sets the call records of a time against an archive.
     *
     * @param from the first moment
     * @param to the first moment past it
     */
    public static Coverage of(Records records, Path archive, Instant from, Instant to) throws IOException {
        Map<String, CdrRow> watched = new LinkedHashMap<>();
        for (CdrRow row : CdrFile.read(records.file(), records.columns(), records.zone())) {
            if (!row.mark().isEmpty()
                    && !row.start().isBefore(from)
                    && row.start().isBefore(to)) {
                // A call that was moved has several rows; the first says when it began.
                watched.putIfAbsent(row.uniqueId(), row);
            }
        }
        return of(watched.values(), ArchivedCalls.read(archive));
    }

    private static Coverage of(Iterable<CdrRow> watched, ArchivedCalls archived) {
        int calls = 0;
        int recorded = 0;
        int excused = 0;
        Map<String, Integer> byReason = new TreeMap<>();
        List<Missing> missing = new ArrayList<>();
        List<Doubled> doubled = new ArrayList<>();
        for (CdrRow row : watched) {
            calls++;
            List<ArchivedCalls.Kept> records = archived.of(row);
            String reason;
            if (!records.isEmpty()) {
                recorded++;
                reason = "recorded: " + records.get(0).endedBy() + ", "
                        + records.get(0).reason();
            } else if (EXCUSES.contains(row.mark())) {
                excused++;
                reason = "not watched: " + row.mark();
            } else {
                Missing lost = missing(row, archived.lastLineOf(row));
                missing.add(lost);
                reason = "missing: " + lost.lastSign();
            }
            byReason.merge(reason, 1, Integer::sum);
            if (records.size() > 1) {
                doubled.add(new Doubled(
                        row.linkedId(),
                        row.uniqueId(),
                        records.stream().map(ArchivedCalls.Kept::callId).toList()));
            }
        }
        return new Coverage(calls, recorded, excused, byReason, missing, doubled);
    }

    private static Missing missing(CdrRow row, String lastLine) {
        String sign =
                lastLine.isEmpty() ? "nothing in the archive" : "the archive ends with its '" + lastLine + "' line";
        return new Missing(row.start(), row.linkedId(), row.uniqueId(), row.channel(), sign);
    }

    /** Whether each call has a record or a reason. */
    public boolean isComplete() {
        return missing.isEmpty();
    }
}
