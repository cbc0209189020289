package io.callfuse.engine.archive;

import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.scoring.Emotion;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What the journal keeps of a call that was taken up again after an engine was killed.
 *
 * @param lastSign when its last line was written; as it stands in the journal
 * @param unheardMs for how long nobody heard it
 * @param trippedAtMs when its fuse tripped, in the new media time, so less than 0; empty: it has not
 * @param decided what was decided; empty where nothing was
 */
public record JournaledRestart(String lastSign, long unheardMs, OptionalLong trippedAtMs, Optional<Decision> decided) {
    /** The kind of the input. */
    public static final String KIND = "restart";

    private static final String LAST_SIGN = "lastSign";
    private static final String UNHEARD_MS = "unheardMs";
    private static final String TRIPPED_AT_MS = "trippedAtMs";
    private static final String DECIDED = "decided";

    /** Of a call that is taken up now, at this media time. */
    public static JournaledRestart of(UnfinishedCalls.Unfinished before, long nowMs, Instant now) {
        OptionalLong trippedAtMs = before.tripped()
                .map(at -> OptionalLong.of(nowMs - Duration.between(at, now).toMillis()))
                .orElse(OptionalLong.empty());
        long unheardMs = Duration.between(before.lastSign(), now).toMillis();
        return new JournaledRestart(before.lastSign().toString(), unheardMs, trippedAtMs, before.decision());
    }

    /** Reads what the journal has. Of a decision it has the reason alone. */
    public static JournaledRestart of(Map<String, String> details) {
        String tripped = details.get(TRIPPED_AT_MS);
        String label = details.getOrDefault(DECIDED, "");
        Optional<Decision> decided = Decision.Reason.labelled(label)
                .map(reason -> new Decision(0, Route.NONE, reason, 0, Emotion.UNKNOWN, 0));
        return new JournaledRestart(
                details.getOrDefault(LAST_SIGN, ""),
                Long.parseLong(details.getOrDefault(UNHEARD_MS, "0")),
                tripped == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(tripped)),
                decided);
    }

    /** As the journal keeps it. */
    public Map<String, String> details() {
        Map<String, String> details = new TreeMap<>();
        details.put(LAST_SIGN, lastSign);
        details.put(UNHEARD_MS, Long.toString(unheardMs));
        trippedAtMs.ifPresent(at -> details.put(TRIPPED_AT_MS, Long.toString(at)));
        decided.ifPresent(said -> details.put(DECIDED, said.reason().label()));
        return details;
    }
}
