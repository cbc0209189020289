package io.callfuse.engine.archive.store;

import io.callfuse.engine.archive.PolicyVersion;
import io.callfuse.engine.policy.routing.CallHistory;
import io.callfuse.engine.policy.routing.EarlierCall;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.StatementContext;
import tools.jackson.databind.json.JsonMapper;

/** The calls that are kept, to be asked for; changes nothing, also while an engine writes. One thread. */
public final class CallStore implements AutoCloseable {
    private static final String LIST =
            "select c.call_id, c.started_unix_ms, c.ended_by, c.uniqueid, c.seconds, c.max_score,"
                    + " c.first_class_emotion, t.track, coalesce(c.decision_route, d.route) as route,"
                    + " coalesce(c.decision_reason, d.reason)"
                    + " || coalesce(':' || coalesce(c.decision_rule, d.rule), '') as reason,"
                    + " case when c.trips > 0 or exists (select 1 from fuse_events f where f.call_id = c.call_id"
                    + " and f.to_state = 'tripped') then 1 else 0 end as tripped,"
                    + " (select l.label from labels l where l.call_id = c.call_id"
                    + " order by l.told_unix_ms desc, l.id desc limit 1) as label"
                    + " from calls c left join decisions d on d.call_id = c.call_id"
                    + " left join score_tracks t on t.call_id = c.call_id"
                    + " where c.started_unix_ms >= :from and c.started_unix_ms < :until";
    private static final String TRIPPED = " and (c.trips > 0 or exists (select 1 from fuse_events f"
            + " where f.call_id = c.call_id and f.to_state = 'tripped'))";
    private static final String NEWEST = " order by c.started_unix_ms desc, c.call_id limit :limit";

    /** With the first that said that it is done, after it was given. */
    private static final String TASKS =
            "select t.*, c.uniqueid, c.linkedid, c.understood, cast(e.told_unix_ms as text) as done, e.done_by, e.note"
                    + " from tasks t left join calls c on c.call_id = t.call_id left join task_ends e on e.id ="
                    + " (select f.id from task_ends f where f.call_id = t.call_id"
                    + " and f.told_unix_ms >= t.told_unix_ms order by f.told_unix_ms, f.id limit 1)";

    private static final int NAMESAKES = 10;

    private final Database database;

    private CallStore(Database database) {
        this.database = database;
    }

    /**
     * Which calls are asked for.
     *
     * @param from that came under watch then or later
     * @param until and before this
     * @param limit so many at most, the newest
     * @param tripped only those whose fuse tripped
     */
    public record Query(Instant from, Instant until, int limit, boolean tripped) {}

    /**
     * What a person took a caller for.
     *
     * @param uniqueId of the call's channel; empty where that was never known
     * @param label {@code upset} or {@code calm}
     */
    public record StoredLabel(String callId, Optional<String> uniqueId, String label) {}

    /**
     * Opens a store; empty where no engine has filled it yet.
     *
     * @throws StoreException if it cannot be had, or belongs to another version of Callfuse
     */
    public static Optional<CallStore> open(DatabaseAddress address) throws StoreException {
        return Database.toRead(address).map(CallStore::new);
    }

    /** Returns calls, the newest first. */
    public List<StoredCall> list(Query query) throws StoreException {
        String sql = LIST + (query.tripped() ? TRIPPED : "") + NEWEST;
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("from", unixMs(query.from()))
                .bind("until", unixMs(query.until()))
                .bind("limit", query.limit())
                .map(CallStore::call)
                .list()));
    }

    /**
     * Gives each call that came under watch in a period with all that is kept of it, the first first. Reads them as it goes, so
     * that there may be any number.
     *
     * @param from then or later
     * @param until and before this
     */
    public void each(Instant from, Instant until, Consumer<CallDetails> calls) throws StoreException {
        database.ask(jdbi -> jdbi.inTransaction(handle -> {
            new CallDetailsQuery(unixMs(from), unixMs(until)).each(handle, calls);
            return null;
        }));
    }

    /**
     * Gives each call of a period that is over with what its policy was told and said, the first first. Reads them as it goes, so
     * that there may be any number.
     *
     * @param from that came under watch then or later
     * @param until and before this
     */
    public void tracked(Instant from, Instant until, Consumer<TrackedCall> calls) throws StoreException {
        database.ask(jdbi -> jdbi.inTransaction(handle -> {
            new TrackedCallsQuery(unixMs(from), unixMs(until)).each(handle, calls);
            return null;
        }));
    }

    /** Returns the versions of the policy that were in force, the newest first. */
    public List<PolicyVersion> policies() throws StoreException {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(
                        "select version, sha256, since_unix_ms, applies_to, changed_by, reason, text from policies"
                                + " order by since_unix_ms desc, id")
                .map((row, context) -> new PolicyVersion(
                        row.getString("version"),
                        row.getString("sha256"),
                        Instant.ofEpochMilli(row.getLong("since_unix_ms")),
                        text(row, "applies_to").orElse(""),
                        text(row, "changed_by").orElse(""),
                        text(row, "reason").orElse(""),
                        text(row, "text").orElse("")))
                .list()));
    }

    /** What people took the callers for: a label by the id of its call, the last that was said. */
    public Map<String, String> labels() throws StoreException {
        Map<String, String> labels = new LinkedHashMap<>();
        lastLabels().forEach(label -> labels.put(label.callId(), label.label()));
        return labels;
    }

    /** The last label of each call, in the order in which the calls were labelled first. */
    public List<StoredLabel> lastLabels() throws StoreException {
        Map<String, StoredLabel> last = new LinkedHashMap<>();
        database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery("select l.call_id, l.label, c.uniqueid"
                                + " from labels l left join calls c on c.call_id = l.call_id"
                                + " order by l.told_unix_ms, l.id")
                        .map((row, context) -> new StoredLabel(
                                row.getString("call_id"), text(row, "uniqueid"), row.getString("label")))
                        .list()))
                .forEach(label -> last.put(label.callId(), label));
        return List.copyOf(last.values());
    }

    /**
     * Finds calls by a name.
     *
     * @param name the id of a call, or the uniqueid of its channel in Asterisk, which several calls may have had
     * @return ids of calls, the newest first; at most {@value #NAMESAKES}
     */
    public List<String> named(String name) throws StoreException {
        return database.ask(jdbi -> jdbi.withHandle(
                handle -> handle.createQuery("select call_id from calls where call_id = :name or uniqueid = :name"
                                + " order by started_unix_ms desc, call_id limit :limit")
                        .bind("name", LineFields.fit(name))
                        .bind("limit", NAMESAKES)
                        .mapTo(String.class)
                        .list()));
    }

    /** Returns ids of the calls of a caller, by his pseudonym. */
    public List<String> calledBy(String pseudonym) throws StoreException {
        return database.ask(
                jdbi -> jdbi.withHandle(handle -> handle.createQuery("select call_id from calls where caller = :caller")
                        .bind("caller", pseudonym)
                        .mapTo(String.class)
                        .list()));
    }

    /**
     * Returns what there is to do because of calls, that first which is due first.
     *
     * @param doneToo whether what is done is among it
     */
    public List<StoredTask> tasks(boolean doneToo) throws StoreException {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(
                        TASKS + (doneToo ? "" : " where e.id is null") + " order by t.due_unix_ms, t.id")
                .map((row, context) -> new StoredTask(
                        row.getString("call_id"),
                        text(row, "uniqueid"),
                        text(row, "linkedid"),
                        Instant.ofEpochMilli(row.getLong("told_unix_ms")),
                        Instant.ofEpochMilli(row.getLong("due_unix_ms")),
                        text(row, "reason").orElse(""),
                        text(row, "route").orElse(""),
                        text(row, "outcome").orElse(""),
                        topic(row.getString("understood")),
                        text(row, "done").map(done -> Instant.ofEpochMilli(Long.parseLong(done))),
                        text(row, "done_by"),
                        text(row, "note")))
                .list()));
    }

    /**
     * Returns the calls that a caller made before.
     *
     * @param pseudonym the caller's
     * @param but the id of the call that is no earlier one
     * @param from that came under watch then or later
     * @param now when the call began of which they are the earlier ones
     */
    public CallHistory earlierCalls(String pseudonym, String but, Instant from, Instant now) throws StoreException {
        return new CallHistory(database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery(
                        "select c.started_unix_ms, c.understood, case when c.trips > 0 or exists (select 1"
                                + " from fuse_events f where f.call_id = c.call_id and f.to_state = 'tripped')"
                                + " then 1 else 0 end as tripped from calls c where c.caller = :caller"
                                + " and c.call_id <> :but and c.started_unix_ms >= :from"
                                + " and c.started_unix_ms <= :now order by c.started_unix_ms desc limit :limit")
                .bind("caller", pseudonym)
                .bind("but", but)
                .bind("from", unixMs(from))
                .bind("now", unixMs(now))
                .bind("limit", CallHistory.MOST)
                .map((row, context) -> new EarlierCall(
                        Duration.ofMillis(now.toEpochMilli() - row.getLong("started_unix_ms")),
                        topic(row.getString("understood")),
                        row.getInt("tripped") != 0))
                .list())));
    }

    /** Whether nothing is left here of the calls that a line of the archive has erased. */
    public boolean hasErased(String lineId) throws StoreException {
        return database.ask(
                jdbi -> jdbi.withHandle(handle -> handle.createQuery("select id from erasures where id = :id")
                        .bind("id", lineId)
                        .mapTo(String.class)
                        .findOne()
                        .isPresent()));
    }

    /** How many calls are kept. */
    public long calls() throws StoreException {
        return database.ask(jdbi -> jdbi.withHandle(handle -> handle.createQuery("select count(*) from calls")
                .mapTo(Long.class)
                .one()));
    }

    @Override
    public void close() {
        database.close();
    }

    private static StoredCall call(ResultSet row, StatementContext context) throws SQLException {
        byte[] track = row.getBytes("track");
        return new StoredCall(
                row.getString("call_id"),
                Instant.ofEpochMilli(row.getLong("started_unix_ms")),
                text(row, "ended_by"),
                text(row, "uniqueid"),
                number(row, "seconds"),
                number(row, "max_score"),
                text(row, "first_class_emotion"),
                track == null ? new double[0] : PackedTrack.scores(track),
                row.getInt("tripped") != 0,
                text(row, "route"),
                text(row, "reason"),
                text(row, "label"));
    }

    private static String topic(String understood) {
        return understood == null
                ? ""
                : JsonMapper.shared().readTree(understood).path("topic").asString("");
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The ends of time have no number of milliseconds. */
    private static long unixMs(Instant instant) {
        if (instant.equals(Instant.MIN)) {
            return Long.MIN_VALUE;
        }
        return instant.equals(Instant.MAX) ? Long.MAX_VALUE : instant.toEpochMilli();
    }
}
