package io.callfuse.engine.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the archive holds of one call. */
final class ArchivedCall {
    final List<String> endings = new ArrayList<>();
    /** Ids of lines that are there more than once. */
    final List<String> linesTwice = new ArrayList<>();

    /** Of its channel; empty where that was never known. */
    String uniqueId = "";

    int switchesOrdered;
    int switchesDone;
    final List<String> switchesFailed = new ArrayList<>();

    /** Reads an archive, by the calls' ids. */
    static Map<String, ArchivedCall> read(Path archive) throws IOException {
        Map<String, ArchivedCall> calls = new HashMap<>();
        Set<String> ids = new HashSet<>();
        JsonMapper json = new JsonMapper();
        List<Path> days;
        try (Stream<Path> files = Files.list(archive)) {
            days = files.filter(file -> file.toString().endsWith(".jsonl")).toList();
        }
        for (Path day : days) {
            try (Stream<String> lines = Files.lines(day)) {
                for (String text : (Iterable<String>) lines::iterator) {
                    JsonNode line = json.readTree(text);
                    if (!line.has("callId")) {
                        // A version of the policy belongs to no call.
                        continue;
                    }
                    ArchivedCall call = calls.computeIfAbsent(line.get("callId").asString(), id -> new ArchivedCall());
                    if (!ids.add(line.get("id").asString())) {
                        call.linesTwice.add(line.get("id").asString());
                    }
                    call.take(line);
                }
            }
        }
        return calls;
    }

    private void take(JsonNode line) {
        uniqueId = line.path("uniqueid").asString(uniqueId);
        switch (line.get("type").asString()) {
            case "call" -> endings.add(line.get("endedBy").asString());
            case "switch" -> takeSwitch(line);
            default -> {}
        }
    }

    private void takeSwitch(JsonNode line) {
        switch (line.get("phase").asString()) {
            case "ordered" -> switchesOrdered++;
            case "done" -> switchesDone++;
            default -> switchesFailed.add(line.path("detail").asString());
        }
    }
}
