package io.callfuse.engine.archive.store;

import io.callfuse.engine.archive.FollowUpTask;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;

/** Turns the archive's lines into rows. The same line a second time changes nothing. Stateless. */
final class LineRows {
    /** The type of the line that asks for calls to be erased. */
    static final String ERASE = "erase";

    private LineRows() {}

    /**
     * Writes one line.
     *
     * @return false where it says nothing of a call or a policy that is known here, so that nothing was written
     */
    static boolean write(Handle handle, JsonNode line) throws SQLException {
        switch (line.path("type").asString("")) {
            case "policy" -> inForce(handle, line);
            case ERASE -> ErasedCalls.erase(handle, line);
            case "forget" -> ForgottenCalls.forget(handle, line);
            case "erased" -> {
                // A line stood here of a call that was erased.
            }
            default -> {
                return ofACall(handle, line);
            }
        }
        return true;
    }

    private static boolean ofACall(Handle handle, JsonNode line) {
        if (line.path("callId").asString("").isEmpty()) {
            return false;
        }
        switch (line.path("type").asString("")) {
            case "watch" -> seen(handle, line);
            case "fuse" -> fuse(handle, line);
            case "decision" -> decision(handle, line);
            case "rule" -> rule(handle, line);
            case "switch" -> change(handle, line);
            case "no-media" -> hole(handle, line);
            case "call" -> call(handle, line);
            case "label" -> label(handle, line);
            case FollowUpTask.TYPE -> task(handle, line);
            case FollowUpTask.DONE -> taskEnd(handle, line);
            case "recording" -> recording(handle, line);
            case "track" -> {
                return policyTrack(handle, line);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void inForce(Handle handle, JsonNode line) {
        Rows.add(
                handle,
                "policies",
                new LineFields()
                        .text("id", line.path("id"))
                        .put("version", LineFields.fit(line.path("policy").asString("")))
                        .put("sha256", LineFields.fit(line.path("sha256").asString("")))
                        .put("since_unix_ms", LineFields.unixMs(line.path("at")))
                        .text("applies_to", line.path("appliesTo"))
                        .text("changed_by", line.path("changedBy"))
                        .text("reason", line.path("reason"))
                        .text("text", line.path("text")));
    }

    /** Makes the row of a call, which its record fills at its end. */
    private static void seen(Handle handle, JsonNode line) {
        boolean begun = Rows.add(
                handle,
                "calls",
                channel(line)
                        .put("started_unix_ms", LineFields.unixMs(line.path("at")))
                        .put("policy_version", policy(handle, line, "at")));
        if (!begun && line.path("caller").isString()) {
            calledBy(handle, line);
        }
    }

    /** The caller may be known only after the call began, and its record is perhaps never written. */
    private static void calledBy(Handle handle, JsonNode line) {
        handle.createUpdate("update calls set caller = :caller where call_id = :call and ended_by is null")
                .bind("caller", LineFields.fit(line.path("caller").asString("")))
                .bind("call", LineFields.fit(line.path("callId").asString("")))
                .execute();
    }

    private static void fuse(Handle handle, JsonNode line) {
        seen(handle, line);
        LineFields event = event(line)
                .number("level", line.path("level"))
                .text("from_state", line.path("from"))
                .text("to_state", line.path("to"))
                .text("why", line.path("why"))
                .decimal("score", line.path("score"))
                .put("policy_version", policy(handle, line, "at"));
        if (Rows.add(handle, "fuse_events", event)) {
            evidence(handle, line);
        }
    }

    private static void decision(Handle handle, JsonNode line) {
        seen(handle, line);
        LineFields decision = event(line)
                .text("route", line.path("route"))
                .text("reason", line.path("reason"))
                .text("rule", line.path("rule"))
                .decimal("score", line.path("score"))
                .put("policy_version", policy(handle, line, "at"));
        if (Rows.add(handle, "decisions", decision)) {
            evidence(handle, line);
        }
    }

    private static void rule(Handle handle, JsonNode line) {
        seen(handle, line);
        LineFields event = event(line)
                .text("rule", line.path("rule"))
                .text("route", line.path("route"))
                .decimal("score", line.path("score"))
                .put("policy_version", policy(handle, line, "at"));
        if (Rows.add(handle, "rule_events", event)) {
            evidence(handle, line);
        }
    }

    private static void evidence(Handle handle, JsonNode line) {
        Rows.add(
                handle,
                "evidence",
                new LineFields()
                        .text("id", line.path("id"))
                        .text("call_id", line.path("callId"))
                        .text("emotion", line.path("emotion"))
                        .decimal("confidence", line.path("confidence"))
                        .json("contributions", line.path("contributions"))
                        .json("words", line.path("words"))
                        .json("thresholds", line.path("thresholds")));
    }

    private static void change(Handle handle, JsonNode line) {
        seen(handle, line);
        Rows.add(
                handle,
                "switches",
                event(line)
                        .text("phase", line.path("phase"))
                        .text("route", line.path("route"))
                        .text("detail", line.path("detail")));
    }

    private static void hole(Handle handle, JsonNode line) {
        seen(handle, line);
        Rows.add(handle, "media_holes", event(line).number("for_ms", line.path("forMs")));
    }

    /** Of a call whose row is there, or will be: a label begins none. */
    private static void label(Handle handle, JsonNode line) {
        Rows.add(
                handle,
                "labels",
                new LineFields()
                        .text("id", line.path("id"))
                        .text("call_id", line.path("callId"))
                        .put("label", LineFields.fit(line.path("label").asString("")))
                        .text("labelled_by", line.path("by"))
                        .text("note", line.path("note"))
                        .put("told_unix_ms", LineFields.unixMs(line.path("at")))
                        .text("source", line.path("source")));
    }

    private static void task(Handle handle, JsonNode line) {
        seen(handle, line);
        Rows.add(
                handle,
                "tasks",
                event(line)
                        .put("due_unix_ms", LineFields.unixMs(line.path("dueAt")))
                        .text("reason", line.path("reason"))
                        .text("route", line.path("route"))
                        .text("outcome", line.path("outcome")));
    }

    private static void taskEnd(Handle handle, JsonNode line) {
        Rows.add(
                handle,
                "task_ends",
                new LineFields()
                        .text("id", line.path("id"))
                        .text("call_id", line.path("callId"))
                        .put("told_unix_ms", LineFields.unixMs(line.path("at")))
                        .text("done_by", line.path("by"))
                        .text("note", line.path("note")));
    }

    private static void recording(Handle handle, JsonNode line) {
        Rows.add(
                handle,
                "recordings",
                new LineFields()
                        .text("id", line.path("id"))
                        .text("call_id", line.path("callId"))
                        .put("told_unix_ms", LineFields.unixMs(line.path("at")))
                        .text("file", line.path("file"))
                        .text("sha256", line.path("sha256"))
                        .number("from_ms", line.path("fromMs"))
                        .number("length_ms", line.path("lengthMs"))
                        .number("gap_frames", line.path("gapFrames"))
                        .number("lost_frames", line.path("lostFrames")));
    }

    private static void call(Handle handle, JsonNode line) {
        String ended = line.path("endedBy").asString("");
        LineFields call = channel(line)
                .put("started_unix_ms", LineFields.unixMs(line.path("startedAt")))
                .put("ended_by", LineFields.fit(ended))
                .decimal("seconds", line.path("seconds"))
                .decimal("speech_seconds", line.path("speechSeconds"))
                .number("first_class_at_ms", line.at("/firstClass/atMs"))
                .text("first_class_emotion", line.at("/firstClass/emotion"))
                .decimal("first_class_confidence", line.at("/firstClass/confidence"))
                .put("trips", (long) line.path("trips").size())
                .number("trip_at_ms", line.at("/trip/atMs"))
                .decimal("trip_score", line.at("/trip/score"))
                .number("decision_at_ms", line.at("/decision/atMs"))
                .text("decision_route", line.at("/decision/route"))
                .text("decision_reason", line.at("/decision/reason"))
                .text("decision_rule", line.at("/decision/rule"))
                .decimal("max_score", line.path("maxScore"))
                .decimal("final_score", line.path("finalScore"))
                .decimal("baseline_syllables_per_second", line.at("/speechRate/baselineSyllablesPerSecond"))
                .decimal("max_syllables_per_second", line.at("/speechRate/maxSyllablesPerSecond"))
                .number("audio_frames", line.path("audioFrames"))
                .number("gap_frames", line.path("gapFrames"))
                .number("dropped_frames", line.path("droppedFrames"))
                .json("inlets", line.path("inlets"))
                .json("inputs", line.path("inputs"))
                .number("inputs_lost", line.path("inputsLost"))
                .json("understood", line.path("understood"))
                .json("agent", line.path("agent"))
                .json("agent_legs", line.path("agentLegs"))
                .text("fingerprint", line.path("fingerprint"))
                .put("policy_version", policy(handle, line, "startedAt"));
        if (Rows.addOrFill(handle, "calls", "call_id", "ended_by", call)) {
            track(handle, line);
            words(handle, line);
        }
    }

    private static void track(Handle handle, JsonNode line) {
        JsonNode timeline = line.path("timeline");
        Rows.add(
                handle,
                "score_tracks",
                new LineFields()
                        .text("call_id", line.path("callId"))
                        .put("entries", (long) timeline.size())
                        .put("track", PackedTrack.pack(timeline)));
    }

    private static boolean policyTrack(Handle handle, JsonNode line) {
        byte[] track;
        try {
            track = Base64.getDecoder().decode(line.path("track").asString(""));
        } catch (IllegalArgumentException altered) {
            // Counted and told with the lines that are left out.
            return false;
        }
        if (track.length == 0) {
            // Forgotten with the words of its call.
            return true;
        }
        Rows.add(
                handle,
                "policy_tracks",
                new LineFields().text("call_id", line.path("callId")).put("track", track));
        return true;
    }

    private static void words(Handle handle, JsonNode line) {
        List<LineFields> rows = new ArrayList<>();
        for (JsonNode word : line.path("words")) {
            rows.add(new LineFields()
                    .text("call_id", line.path("callId"))
                    .put("position", (long) rows.size())
                    .put("at_ms", word.path("atMs").asLong(0))
                    .put("end_ms", word.path("endMs").asLong(0))
                    .put("word", LineFields.fit(word.path("word").asString("")))
                    .decimal("confidence", word.path("confidence"))
                    .decimal("f0_hz", word.path("f0Hz"))
                    .decimal("level_dbfs", word.path("levelDbfs"))
                    .decimal("syllables_per_second", word.path("syllablesPerSecond")));
        }
        Rows.addAll(handle, "words", rows);
    }

    private static LineFields channel(JsonNode line) {
        return new LineFields()
                .text("call_id", line.path("callId"))
                .text("channel", line.path("channel"))
                .text("uniqueid", line.path("uniqueid"))
                .text("linkedid", line.path("linkedid"))
                .text("caller", line.path("caller"));
    }

    private static LineFields event(JsonNode line) {
        return new LineFields()
                .text("id", line.path("id"))
                .text("call_id", line.path("callId"))
                .put("told_unix_ms", LineFields.unixMs(line.path("at")))
                .put("at_ms", line.path("atMs").asLong(0));
    }

    /** Keeps by what a line was judged, once, and returns the id of it. */
    private static String policy(Handle handle, JsonNode line, String at) {
        String policy = LineFields.fit(line.path("policy").asString(""));
        String config = LineFields.fit(line.at("/engine/config").asString(""));
        String model = LineFields.fit(line.at("/engine/model").asString(""));
        String engine = LineFields.fit(line.at("/engine/version").asString(""));
        String phrases = LineFields.fit(line.at("/engine/phrases").asString(""));
        String id = LineFields.hash(policy, config, model, engine, phrases);
        Rows.add(
                handle,
                "policy_versions",
                new LineFields()
                        .put("id", id)
                        .put("policy", policy)
                        .put("config", config)
                        .put("model", model)
                        .put("engine", engine)
                        .put("phrases", phrases)
                        .put("first_unix_ms", LineFields.unixMs(line.path(at))));
        return id;
    }
}
