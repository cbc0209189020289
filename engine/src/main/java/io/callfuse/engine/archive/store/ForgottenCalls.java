package io.callfuse.engine.archive.store;

import io.callfuse.engine.policy.routing.CallHistory;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Removes the rows of calls that are too old, or what was said in them. Stateless. */
final class ForgottenCalls {
    private static final String CALLS = "calls";
    private static final String OLD = "(select call_id from calls where started_unix_ms < :before)";

    private ForgottenCalls() {}

    /** Does what a line of the type {@code forget} says. */
    static void forget(Handle handle, JsonNode line) throws SQLException {
        Optional<Long> callsBefore = unixMs(line.path("callsBefore"));
        if (callsBefore.isPresent()) {
            for (String table : ErasedCalls.tables(handle)) {
                if (!table.equals(CALLS)) {
                    run(handle, "delete from " + table + " where call_id in " + OLD, callsBefore.get());
                }
            }
            run(handle, "delete from calls where started_unix_ms < :before", callsBefore.get());
        }
        Optional<Long> wordsBefore = unixMs(line.path("wordsBefore"));
        if (wordsBefore.isPresent()) {
            run(handle, "delete from words where call_id in " + OLD, wordsBefore.get());
            // It tells second by second what the words were about.
            run(handle, "delete from policy_tracks where call_id in " + OLD, wordsBefore.get());
            run(
                    handle,
                    "update evidence set words = null where words is not null and call_id in " + OLD,
                    wordsBefore.get());
            journals(handle, wordsBefore.get());
            run(
                    handle,
                    "update calls set understood = null, agent = null where started_unix_ms < :before"
                            + " and (understood is not null or agent is not null)",
                    wordsBefore.get());
        }
    }

    private static void journals(Handle handle, long beforeMs) {
        Map<String, String> journals = handle.createQuery("select call_id, inputs from calls"
                        + " where started_unix_ms < :before and (inputs like '%\"words\":%' or inputs like '%\""
                        + CallHistory.CALLS + "\":%')")
                .bind("before", beforeMs)
                .reduceRows(new HashMap<String, String>(), (all, row) -> {
                    all.put(row.getColumn("call_id", String.class), row.getColumn("inputs", String.class));
                    return all;
                });
        journals.forEach(
                (call, inputs) -> handle.createUpdate("update calls set inputs = :inputs where call_id = :call")
                        .bind("inputs", withoutWords(inputs))
                        .bind("call", call)
                        .execute());
    }

    /** What is no journal is not kept at all. */
    private static String withoutWords(String inputs) {
        try {
            JsonNode journal = JsonMapper.shared().readTree(inputs);
            for (JsonNode input : journal) {
                if (input instanceof ObjectNode told) {
                    told.remove("words");
                    if (told.path("kind").asString("").equals(CallHistory.KIND)) {
                        told.remove(CallHistory.CALLS);
                    }
                }
            }
            return journal.toString();
        } catch (JacksonException broken) {
            return null;
        }
    }

    private static void run(Handle handle, String sql, long beforeMs) {
        handle.createUpdate(sql).bind("before", beforeMs).execute();
    }

    private static Optional<Long> unixMs(JsonNode day) {
        try {
            return Optional.of(LocalDate.parse(day.asString(""))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }
}
