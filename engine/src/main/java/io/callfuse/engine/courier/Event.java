package io.callfuse.engine.courier;

import io.callfuse.engine.archive.store.SpoolLine;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is told of one line of the archive: the line itself, without the caller's pseudonym, his and the agent's words and without
 * what is long.
 *
 * @param id the line's idempotency id: who has seen it drops it
 * @param callId of the call it is about; empty where it is about none
 * @param type of the line
 * @param body JSON in UTF-8
 */
public record Event(String id, String callId, String type, byte[] body) {
    private static final Set<String> LEFT_OUT =
            Set.of("caller", "words", "understood", "timeline", "inputs", "inputsLost", "agent", "agentLegs");

    static Event of(SpoolLine line) {
        JsonNode json = line.json().orElseThrow();
        ObjectNode told = ((ObjectNode) json).deepCopy();
        told.remove(LEFT_OUT);
        return new Event(
                line.id(),
                told.path("callId").asString(""),
                told.path("type").asString(""),
                told.toString().getBytes(StandardCharsets.UTF_8));
    }
}
