package io.callfuse.engine.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Lines to append, and what is found of them in files. */
final class ArchiveLinesFixture {
    private ArchiveLinesFixture() {}

    static ArchiveLine line(String id) {
        return line(id, 0);
    }

    static ArchiveLine line(String id, int paddingBytes) {
        return new ArchiveLine(id, "{\"id\":\"" + id + "\",\"padding\":\"" + "x".repeat(paddingBytes) + "\"}");
    }

    /** The ids in a file in their order; fails on a line that is no JSON object. */
    static List<String> ids(Path file) throws IOException {
        List<String> ids = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            ids.add(JsonMapper.shared().readTree(line).get("id").asString());
        }
        return ids;
    }
}
