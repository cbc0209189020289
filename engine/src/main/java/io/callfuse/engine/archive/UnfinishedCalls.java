package io.callfuse.engine.archive;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.scoring.Emotion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of an archive that have lines but no record: those that were under watch when an engine was killed. Read once at
 * start, from the files of today and of the day before. For one thread.
 */
public final class UnfinishedCalls {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Lines that may come long after the record of their call. */
    private static final Set<String> TOLD_OF_PAST_CALLS = Set.of("label", FollowUpTask.DONE, "recording");

    private final Map<String, Reading> readings = new HashMap<>();
    private final Set<String> finished = new HashSet<>();

    private UnfinishedCalls() {}

    /**
     * What is known of a call that was broken off.
     *
     * @param lastSign when its last line was written
     * @param fuseLines how many transitions of its fuse are told
     * @param switchLines how many switches were ordered
     * @param holeLines how many holes in its stream are told
     * @param ruleLines how many rules are told to have held
     * @param tripped when its fuse tripped last; empty where it has not, or has closed since
     * @param decision what was decided; empty where nothing was
     */
    public record Unfinished(
            Instant lastSign,
            int fuseLines,
            int switchLines,
            int holeLines,
            int ruleLines,
            Optional<Instant> tripped,
            Optional<Decision> decision) {}

    /** Reads what an archive holds of the last two days. */
    public static Map<CallId, Unfinished> read(Path directory, Instant now) throws IOException {
        UnfinishedCalls calls = new UnfinishedCalls();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (LocalDate day : new LocalDate[] {today.minusDays(1), today}) {
            Path file = directory.resolve(DayFiles.name(day));
            if (Files.exists(file)) {
                calls.read(file);
            }
        }
        Map<CallId, Unfinished> unfinished = new HashMap<>();
        calls.readings.forEach((id, reading) -> {
            if (!calls.finished.contains(id)) {
                unfinished.put(CallId.parse(id), reading.unfinished());
            }
        });
        return unfinished;
    }

    private void read(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line;
            while ((line = reader.readLine()) != null) {
                take(line);
            }
        }
    }

    private void take(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            String id = json.path("callId").asString("");
            if (json.path("type").asString("").equals("call")) {
                finished.add(id);
                readings.remove(id);
            } else if (!TOLD_OF_PAST_CALLS.contains(json.path("type").asString(""))) {
                Instant at = Instant.parse(json.path("at").asString(""));
                CallId.parse(id);
                readings.computeIfAbsent(id, call -> new Reading()).take(json, at);
            }
        } catch (JacksonException | DateTimeException | IllegalArgumentException notALineOfACall) {
            // Lines of another version, or a torn one: nothing of a call that could be restored.
            return;
        }
    }

    /** What the lines of one call have told so far. */
    private static final class Reading {
        private Instant lastSign = Instant.EPOCH;
        private int fuseLines;
        private int switchLines;
        private int holeLines;
        private int ruleLines;
        private Instant tripped;
        private Decision decision;

        void take(JsonNode line, Instant at) {
            lastSign = at;
            switch (line.path("type").asString("")) {
                case "fuse" -> fuse(line.path("to").asString(""), at);
                case "switch" -> order(line.path("phase").asString(""), at);
                case "no-media" -> holeLines++;
                case "rule" -> ruleLines++;
                case "decision" -> decision = decision(line);
                default -> lastSign = at;
            }
        }

        private void fuse(String to, Instant at) {
            fuseLines++;
            if (to.equals("tripped")) {
                tripped = at;
            } else if (to.equals("closed")) {
                tripped = null;
            }
        }

        private void order(String phase, Instant at) {
            if (phase.equals("ordered")) {
                switchLines++;
                tripped = tripped == null ? at : tripped;
            }
        }

        private static Decision decision(JsonNode line) {
            Decision.Reason reason = Decision.Reason.labelled(
                            line.path("reason").asString(""))
                    .orElseThrow(() -> new IllegalArgumentException("no such reason"));
            return new Decision(
                    line.path("atMs").asLong(),
                    line.path("route").asString(""),
                    reason,
                    line.path("score").asDouble(),
                    Emotion.ofLabel(line.path("emotion").asString("")),
                    line.path("confidence").asDouble(),
                    Optional.of(line.path("rule").asString("")).filter(rule -> !rule.isEmpty()));
        }

        Unfinished unfinished() {
            return new Unfinished(
                    lastSign,
                    fuseLines,
                    switchLines,
                    holeLines,
                    ruleLines,
                    Optional.ofNullable(tripped),
                    Optional.ofNullable(decision));
        }
    }
}
