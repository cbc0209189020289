package io.callfuse.engine.web;

import io.callfuse.engine.call.CallId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that happened in a call.
 *
 * @param type one of {@link #TYPES}
 * @param call the call
 * @param facts what there is to say: texts, whole numbers or decimals by name, in their order
 */
public record CallEvent(String type, CallId call, Map<String, Object> facts) {
    /** A score each second; the others happen now and then. */
    static final String SCORE = "score";

    /** All types, {@code score} among them, which is told of each call's last second. */
    public static final List<String> TYPES =
            List.of("started", SCORE, "class", "fuse", "decision", "rule", "no-media", "ended");

    /** Rejects null. */
    public CallEvent {
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(call, "call is null");
        Objects.requireNonNull(facts, "facts is null");
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("call", call.toString());
        facts.forEach((name, fact) -> {
            if (fact instanceof Number number) {
                boolean whole = number instanceof Long || number instanceof Integer;
                json.put(name, whole ? number.longValue() : Math.round(number.doubleValue() * 100) / 100.0);
            } else {
                json.put(name, fact.toString());
            }
        });
        if (json.path("score").isNumber() && !json.path("score").isInt()) {
            json.put("score", Math.round(json.path("score").doubleValue() * 10) / 10.0);
        }
        return json;
    }
}
