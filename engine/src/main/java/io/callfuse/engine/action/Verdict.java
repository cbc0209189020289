package io.callfuse.engine.action;

import io.callfuse.engine.call.CallId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of a call, for the dialplan to branch on.
 *
 * @param id the call; empty if the engine does not know it
 * @param score how upset the caller sounds, 0-100
 * @param emotion the class in lower case, {@code unknown} where not enough was heard
 * @param confidence of the class, 0-1
 * @param route the route decided on, {@code none} where nobody is moved or nothing is decided
 * @param reason why, such as {@code fuse} or {@code normal}; empty while undecided
 * @param state of the fuse, or {@code unknown-call}
 * @param topic what the call is about by the caller's words, such as {@code billing}; empty where they do not tell
 */
public record Verdict(
        Optional<CallId> id,
        double score,
        String emotion,
        double confidence,
        String route,
        String reason,
        String state,
        String topic) {

    /** Rejects null. */
    public Verdict {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(emotion, "emotion is null");
        Objects.requireNonNull(route, "route is null");
        Objects.requireNonNull(reason, "reason is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(topic, "topic is null");
    }

    /** The answer about a call that the engine does not know. */
    public static Verdict unknownCall() {
        return new Verdict(Optional.empty(), 0, "unknown", 0, "none", "", "unknown-call", "");
    }

    /**
     * As channel variables {@code CALLFUSE_*}, sorted by name: the score with one decimal, the confidence with two. {@code
     * CALLFUSE_ID} is left out where the call is unknown, so that the dialplan keeps its own.
     */
    public Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        id.ifPresent(known -> variables.put("CALLFUSE_ID", known.toString()));
        variables.put("CALLFUSE_SCORE", String.format(Locale.ROOT, "%.1f", score));
        variables.put("CALLFUSE_EMOTION", emotion);
        variables.put("CALLFUSE_CONFIDENCE", String.format(Locale.ROOT, "%.2f", confidence));
        variables.put("CALLFUSE_ROUTE", route);
        variables.put("CALLFUSE_REASON", reason);
        variables.put("CALLFUSE_STATE", state);
        variables.put("CALLFUSE_TOPIC", topic);
        return variables;
    }
}
