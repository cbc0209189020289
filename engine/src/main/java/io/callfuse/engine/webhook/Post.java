package io.callfuse.engine.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is told of one line: the line itself, without the caller's pseudonym, his and the agent's words and without what is long.
 *
 * @param id the line's idempotency id: who has seen it drops it
 * @param type of the line
 */
record Post(String id, String type, byte[] body) {
    private static final Set<String> LEFT_OUT =
            Set.of("caller", "words", "understood", "timeline", "inputs", "inputsLost", "agent", "agentLegs");

    static Post of(String id, JsonNode line) {
        ObjectNode told = ((ObjectNode) line).deepCopy();
        told.remove(LEFT_OUT);
        return new Post(id, told.path("type").asString(""), told.toString().getBytes(StandardCharsets.UTF_8));
    }
}
