package io.callfuse.perf.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of the frames, as the engine's archive tells it.
 *
 * @param sent frames that the legs wrote
 * @param analysed audio frames that the reports count
 * @param dropped frames that a full queue dropped
 * @param gaps gap frames that stood for audio which came too late
 * @param missing legs without a report
 */
record Outcome(long sent, long analysed, long dropped, long gaps, int missing) {

    /** Reads the reports of these legs; the engine has been stopped before. */
    static Outcome read(Path archive, List<RecordedLeg> legs) throws IOException {
        Map<String, JsonNode> reports = reports(archive);
        long sent = 0;
        long analysed = 0;
        long dropped = 0;
        long gaps = 0;
        int missing = 0;
        for (RecordedLeg leg : legs) {
            sent += leg.framesSent();
            JsonNode report = reports.get(leg.id().toString());
            if (report == null) {
                missing++;
            } else {
                analysed += report.path("audioFrames").asLong();
                dropped += report.path("droppedFrames").asLong();
                gaps += report.path("gapFrames").asLong();
            }
        }
        return new Outcome(sent, analysed, dropped, gaps, missing);
    }

    private static Map<String, JsonNode> reports(Path archive) throws IOException {
        Map<String, JsonNode> reports = new HashMap<>();
        try (Stream<Path> files = Files.list(archive)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode entry = JsonMapper.shared().readTree(line);
                    if (entry.path("type").asString().equals("call")) {
                        reports.put(entry.path("callId").asString(), entry);
                    }
                }
            }
        }
        return reports;
    }

    /** Whether every frame that was sent was analysed. */
    boolean nothingLost() {
        return missing == 0 && dropped == 0 && analysed == sent;
    }
}
