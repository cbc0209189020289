package io.callfuse.engine.archive.store;

import io.callfuse.engine.archive.store.CallDetails.SwitchStep;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads calls with all that belongs to them, one after the other, however many there are. One thread. */
final class CallDetailsQuery {
    private static final int ROWS_AT_ONCE = 500;
    private static final String PERIOD = " c.started_unix_ms >= :from and c.started_unix_ms < :until";
    private static final String CALLS =
            "select c.*, t.track, d.at_ms as d_at, d.route as d_route, d.reason as d_reason, d.rule as d_rule,"
                    + " (select min(f.at_ms) from fuse_events f where f.call_id = c.call_id"
                    + " and f.to_state = 'tripped') as f_at"
                    + " from calls c left join decisions d on d.call_id = c.call_id"
                    + " left join score_tracks t on t.call_id = c.call_id where" + PERIOD
                    + " order by c.started_unix_ms, c.call_id";
    private static final String SWITCHES =
            "select s.call_id, s.phase, s.route, s.detail from switches s join calls c on c.call_id = s.call_id where"
                    + PERIOD + " order by s.call_id, s.at_ms, s.told_unix_ms, s.phase desc";
    private static final String HOLES =
            "select h.call_id, count(*) as holes from media_holes h join calls c on c.call_id = h.call_id where"
                    + PERIOD + " group by h.call_id";
    /** Inputs by which a dialplan says something of its call. */
    private static final Set<String> MARKS = Set.of("mark", "tags");

    private static final Set<String> OF_THE_INPUT = Set.of("atMs", "untilMs", "kind");

    private final long fromMs;
    private final long untilMs;
    private final Map<String, List<SwitchStep>> switches = new HashMap<>();
    private final Map<String, Integer> holes = new HashMap<>();

    CallDetailsQuery(long fromMs, long untilMs) {
        this.fromMs = fromMs;
        this.untilMs = untilMs;
    }

    /** Gives each call of the period, the first first. */
    void each(Handle handle, Consumer<CallDetails> calls) {
        asked(handle, SWITCHES)
                .map((row, context) -> Map.entry(
                        row.getString("call_id"),
                        new SwitchStep(word(row, "phase"), word(row, "route"), word(row, "detail"))))
                .forEach(step -> switches.computeIfAbsent(step.getKey(), id -> new ArrayList<>())
                        .add(step.getValue()));
        asked(handle, HOLES)
                .map((row, context) -> Map.entry(row.getString("call_id"), row.getInt("holes")))
                .forEach(counted -> holes.put(counted.getKey(), counted.getValue()));
        asked(handle, CALLS).map((row, context) -> details(row)).forEach(calls);
    }

    private Query asked(Handle handle, String sql) {
        return handle.createQuery(sql)
                .bind("from", fromMs)
                .bind("until", untilMs)
                .setFetchSize(ROWS_AT_ONCE);
    }

    private CallDetails details(ResultSet row) throws SQLException {
        String id = row.getString("call_id");
        byte[] track = row.getBytes("track");
        return new CallDetails(
                id,
                Instant.ofEpochMilli(row.getLong("started_unix_ms")),
                text(row, "ended_by"),
                number(row, "seconds"),
                number(row, "speech_seconds"),
                firstClass(row),
                decision(row),
                trippedAtMs(row),
                number(row, "max_score"),
                new CallDetails.Rate(
                        unlessZero(number(row, "baseline_syllables_per_second")),
                        unlessZero(number(row, "max_syllables_per_second"))),
                row.getLong("dropped_frames"),
                track == null ? StoredTrack.NONE : PackedTrack.unpack(track),
                marks(json(row, "inputs")),
                shown(json(row, "understood")),
                switches.getOrDefault(id, List.of()),
                holes.getOrDefault(id, 0),
                agents(json(row, "agent_legs")));
    }

    private static Optional<CallDetails.FirstSaid> firstClass(ResultSet row) throws SQLException {
        long atMs = row.getLong("first_class_at_ms");
        return text(row, "first_class_emotion").map(emotion -> new CallDetails.FirstSaid(atMs, emotion));
    }

    private static Optional<CallDetails.Decided> decision(ResultSet row) throws SQLException {
        String prefix = row.getString("decision_reason") == null ? "d_" : "decision_";
        Optional<String> reason = text(row, prefix + "reason");
        if (reason.isEmpty()) {
            return Optional.empty();
        }
        long atMs = row.getLong(prefix.equals("d_") ? "d_at" : "decision_at_ms");
        return Optional.of(
                new CallDetails.Decided(atMs, word(row, prefix + "route"), reason.get(), text(row, prefix + "rule")));
    }

    /** Of the record, or, where that was never written, of the event. */
    private static OptionalLong trippedAtMs(ResultSet row) throws SQLException {
        for (String column : new String[] {"trip_at_ms", "f_at"}) {
            long atMs = row.getLong(column);
            if (!row.wasNull()) {
                return OptionalLong.of(atMs);
            }
        }
        return OptionalLong.empty();
    }

    private static Map<String, String> marks(JsonNode inputs) {
        Map<String, String> marks = new LinkedHashMap<>();
        for (JsonNode input : inputs) {
            if (MARKS.contains(input.path("kind").asString(""))) {
                input.properties().stream()
                        .filter(field -> !OF_THE_INPUT.contains(field.getKey()))
                        .forEach(
                                mark -> marks.put(mark.getKey(), mark.getValue().asString("")));
            }
        }
        return marks;
    }

    private static CallDetails.Shown shown(JsonNode understood) {
        return new CallDetails.Shown(
                Optional.ofNullable(understood.path("language").asString(null)),
                Optional.ofNullable(understood.path("topic").asString(null)),
                each(understood.path("hits"), "label"),
                each(understood.path("subtexts"), "name"));
    }

    private static Optional<CallDetails.AgentTalk> agents(JsonNode agents) {
        if (!agents.path("legs").isArray()) {
            return Optional.empty();
        }
        JsonNode pauses = agents.path("replyPauses");
        return Optional.of(new CallDetails.AgentTalk(
                List.copyOf(each(agents.path("legs"), "channel")),
                agents.path("talkOvers").asLong(0),
                pauses.path("replies").asLong(0),
                pauses.path("medianMs").asLong(0)));
    }

    private static Set<String> each(JsonNode list, String field) {
        Set<String> found = new TreeSet<>();
        list.forEach(one -> found.add(one.path(field).asString("")));
        found.remove("");
        return found;
    }

    /** A column that was never written says nothing; one that cannot be read is a fault, for the loader wrote it from JSON. */
    private static JsonNode json(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        try {
            return text == null
                    ? JsonMapper.shared().missingNode()
                    : JsonMapper.shared().readTree(text);
        } catch (JacksonException broken) {
            throw new SQLException(
                    "call " + row.getString("call_id") + ": " + column + " is no JSON: " + broken.getOriginalMessage(),
                    broken);
        }
    }

    private static String word(ResultSet row, String column) throws SQLException {
        return text(row, column).orElse("");
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static OptionalDouble unlessZero(OptionalDouble value) {
        return value.isPresent() && value.getAsDouble() == 0 ? OptionalDouble.empty() : value;
    }
}
