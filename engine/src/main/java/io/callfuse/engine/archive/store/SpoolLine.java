package io.callfuse.engine.archive.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of a day's file.
 *
 * @param id its idempotency id; empty where it has none
 * @param bytes its length with its line break
 * @param json what it says; empty where it is no JSON object with an id
 */
public record SpoolLine(String id, int bytes, Optional<JsonNode> json) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] ID = "{\"id\":\"".getBytes(StandardCharsets.UTF_8);

    /** Reads a line out of a buffer, its line break not among its bytes. */
    static SpoolLine read(byte[] buffer, int start, int length) {
        Optional<JsonNode> json;
        try {
            json = Optional.of(JSON.readTree(buffer, start, length))
                    .filter(JsonNode::isObject)
                    .filter(line -> !line.path("id").asString("").isEmpty());
        } catch (JacksonException torn) {
            json = Optional.empty();
        }
        return new SpoolLine(idOf(buffer, start, length), length + 1, json);
    }

    /** The id with which a line begins, without reading the rest; empty where it begins with none. */
    static String idOf(byte[] buffer, int start, int length) {
        int from = start + ID.length;
        if (length <= ID.length || !Arrays.equals(buffer, start, from, ID, 0, ID.length)) {
            return "";
        }
        for (int i = from; i < start + length; i++) {
            if (buffer[i] == '"') {
                return new String(buffer, from, i - from, StandardCharsets.UTF_8);
            }
        }
        return "";
    }
}
