package io.callfuse.engine.web;

import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.call.CallId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a live call stands after its last second. Immutable; has no channel, no caller and none of his words.
 *
 * @param id the call
 * @param mediaMs media time heard so far
 * @param speechMs caller speech heard so far
 * @param verdict score, emotion, fuse, route and topic
 * @param decided what was decided in the first minute; empty until it was
 * @param policy version of the policy by which it is decided
 * @param scoredAt when the last second was scored
 */
public record CallNow(
        CallId id,
        long mediaMs,
        long speechMs,
        Verdict verdict,
        Optional<Decided> decided,
        String policy,
        Instant scoredAt) {
    /**
     * The decision of the first minute.
     *
     * @param atMs media time
     */
    public record Decided(long atMs, String route, String reason) {}

    /** Rejects null. */
    public CallNow {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(verdict, "verdict is null");
        Objects.requireNonNull(decided, "decided is null");
        Objects.requireNonNull(policy, "policy is null");
        Objects.requireNonNull(scoredAt, "scoredAt is null");
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id.toString()).put("seconds", mediaMs / 1000.0).put("speechSeconds", tenths(speechMs / 1000.0));
        verdict(json, verdict);
        if (decided.isPresent()) {
            json.putObject("decision")
                    .put("atMs", decided.get().atMs())
                    .put("route", decided.get().route())
                    .put("reason", decided.get().reason());
        } else {
            json.putNull("decision");
        }
        return json.put("policy", policy).put("scoredAt", scoredAt.toString());
    }

    static ObjectNode verdict(ObjectNode json, Verdict verdict) {
        return json.put("score", tenths(verdict.score()))
                .put("emotion", verdict.emotion())
                .put("confidence", Math.round(verdict.confidence() * 100) / 100.0)
                .put("fuse", verdict.state())
                .put("route", verdict.route())
                .put("reason", verdict.reason())
                .put("topic", verdict.topic());
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
