package io.callfuse.engine.coverage;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the archive has of calls: their records, and the last line of those that have none. For one thread. */
final class ArchivedCalls {
    private static final String DAY_FILES = "callfuse-\\d{4}-\\d{2}-\\d{2}\\.jsonl";
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, List<Kept>> byUniqueId = new HashMap<>();
    private final Map<String, List<Kept>> byLinkedId = new HashMap<>();
    private final Map<String, String> lastLineByUniqueId = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    /** The record of one call. */
    record Kept(String callId, String uniqueId, String endedBy, String reason) {}

    private ArchivedCalls() {}

    /** Reads all days of an archive, also while an engine writes to it. */
    static ArchivedCalls read(Path directory) throws IOException {
        ArchivedCalls calls = new ArchivedCalls();
        List<Path> files;
        try (Stream<Path> there = Files.list(directory)) {
            files = there.filter(file -> file.getFileName().toString().matches(DAY_FILES))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                String line;
                while ((line = reader.readLine()) != null) {
                    calls.take(line);
                }
            }
        }
        return calls;
    }

    private void take(String line) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JacksonException unfinished) {
            // The last line of a file may be half written by now.
            return;
        }
        String uniqueId = json.path("uniqueid").asString("");
        if (uniqueId.isEmpty() || !seen.add(json.path("id").asString(""))) {
            return;
        }
        String type = json.path("type").asString("");
        if (!type.equals("call")) {
            lastLineByUniqueId.put(uniqueId, type);
            return;
        }
        Kept kept = new Kept(
                json.path("callId").asString(""),
                uniqueId,
                json.path("endedBy").asString(""),
                json.path("decision").path("reason").asString(""));
        byUniqueId.computeIfAbsent(uniqueId, id -> new ArrayList<>()).add(kept);
        byLinkedId
                .computeIfAbsent(json.path("linkedid").asString(""), id -> new ArrayList<>())
                .add(kept);
    }

    /** The records of the call on this channel; where none names it, those of its {@code linkedid}. */
    List<Kept> of(CdrRow row) {
        List<Kept> own = byUniqueId.getOrDefault(row.uniqueId(), List.of());
        return own.isEmpty() && !row.linkedId().isEmpty() ? byLinkedId.getOrDefault(row.linkedId(), List.of()) : own;
    }

    /** The type of the last line of a call without a record; empty where there is none. */
    String lastLineOf(CdrRow row) {
        return lastLineByUniqueId.getOrDefault(row.uniqueId(), "");
    }
}
