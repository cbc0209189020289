package io.callfuse.engine.archive.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the calls that are over, with their tracks, one after the other, however many there are. One thread. */
final class TrackedCallsQuery {
    private static final int ROWS_AT_ONCE = 200;
    private static final String PERIOD =
            " c.ended_by is not null and c.started_unix_ms >= :from and c.started_unix_ms < :until";
    private static final String CALLS = "select c.call_id, c.started_unix_ms, c.inputs, c.inputs_lost, c.understood,"
            + " c.first_class_at_ms, c.first_class_emotion, p.policy, t.track from calls c"
            + " left join policy_tracks t on t.call_id = c.call_id"
            + " left join policy_versions p on p.id = c.policy_version where"
            + PERIOD + " order by c.started_unix_ms, c.call_id";
    private static final String FUSE = "select e.call_id, e.at_ms, e.score, e.from_state || ' ' || e.to_state || ' '"
            + " || coalesce(e.why, '') as words from fuse_events e join calls c on c.call_id = e.call_id where"
            + PERIOD;
    private static final String DECISIONS = "select e.call_id, e.at_ms, e.score, e.route || ' ' || e.reason"
            + " || coalesce(':' || e.rule, '') as words from decisions e join calls c on c.call_id = e.call_id where"
            + PERIOD;
    private static final String RULES = "select e.call_id, e.at_ms, e.score, e.rule || ' ' || e.route as words"
            + " from rule_events e join calls c on c.call_id = e.call_id where" + PERIOD;

    private final long fromMs;
    private final long untilMs;
    private final Map<String, List<ToldEvent>> told = new HashMap<>();

    TrackedCallsQuery(long fromMs, long untilMs) {
        this.fromMs = fromMs;
        this.untilMs = untilMs;
    }

    /** Gives each call of the period, the first first. */
    void each(Handle handle, Consumer<TrackedCall> calls) {
        tell(handle, FUSE, ToldEvent.Kind.FUSE);
        tell(handle, DECISIONS, ToldEvent.Kind.DECISION);
        tell(handle, RULES, ToldEvent.Kind.RULE);
        asked(handle, CALLS).map((row, context) -> call(row)).forEach(calls);
    }

    private void tell(Handle handle, String sql, ToldEvent.Kind kind) {
        RowMapper<Map.Entry<String, ToldEvent>> event = (row, context) -> Map.entry(
                row.getString("call_id"),
                new ToldEvent(kind, row.getLong("at_ms"), row.getDouble("score"), row.getString("words")));
        asked(handle, sql).map(event).forEach(one -> told.computeIfAbsent(one.getKey(), id -> new ArrayList<>())
                .add(one.getValue()));
    }

    private Query asked(Handle handle, String sql) {
        return handle.createQuery(sql)
                .bind("from", fromMs)
                .bind("until", untilMs)
                .setFetchSize(ROWS_AT_ONCE);
    }

    private TrackedCall call(ResultSet row) throws SQLException {
        String id = row.getString("call_id");
        List<ToldEvent> events = told.getOrDefault(id, new ArrayList<>());
        String emotion = row.getString("first_class_emotion");
        if (emotion != null) {
            long atMs = row.getLong("first_class_at_ms");
            events.add(new ToldEvent(ToldEvent.Kind.FIRST_CLASS, atMs, Double.NaN, emotion));
        }
        String inputs = row.getString("inputs");
        String policy = row.getString("policy");
        return new TrackedCall(
                id,
                Instant.ofEpochMilli(row.getLong("started_unix_ms")),
                Optional.ofNullable(row.getBytes("track")),
                inputs == null ? "[]" : inputs,
                row.getLong("inputs_lost"),
                policy == null ? "" : policy,
                language(id, row.getString("understood")),
                events);
    }

    private static Optional<String> language(String id, String understood) throws SQLException {
        if (understood == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    JsonMapper.shared().readTree(understood).path("language").asString(null));
        } catch (JacksonException broken) {
            throw new SQLException("call " + id + ": understood is no JSON: " + broken.getOriginalMessage(), broken);
        }
    }
}
