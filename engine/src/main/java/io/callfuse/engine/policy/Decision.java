package io.callfuse.engine.policy;

import io.callfuse.engine.scoring.Emotion;
import java.util.Arrays;
import java.util.Optional;

/**
 * What was decided about a call within its first minute; exactly one in each.
 *
 * @param atMs media time
 * @param routeName the route to which the caller is moved, or {@link Route#NONE}
 * @param reason why
 * @param score the score at that time, 0-100
 * @param emotion the emotion at that time
 * @param confidence of the emotion, 0-1
 * @param rule the rule that decided it; empty where none did
 */
public record Decision(
        long atMs,
        String routeName,
        Reason reason,
        double score,
        Emotion emotion,
        double confidence,
        Optional<String> rule)
        implements PolicyEvent {
    /** Decided by no rule. */
    public Decision(long atMs, String routeName, Reason reason, double score, Emotion emotion, double confidence) {
        this(atMs, routeName, reason, score, emotion, confidence, Optional.empty());
    }

    /** The reason in one word, with the rule's name where there is one: {@code rule:lost-patience}. */
    public String cause() {
        return cause(reason, rule);
    }

    /** A reason in one word, with the rule's name where there is one. */
    public static String cause(Reason reason, Optional<String> rule) {
        return rule.map(name -> reason.label() + ":" + name).orElse(reason.label());
    }

    /** Why a call was decided so. */
    public enum Reason {
        /** The fuse tripped. */
        FUSE("fuse"),
        /** A rule held. */
        RULE("rule"),
        /** Enough was heard, and nothing called for a move. */
        NORMAL("normal"),
        /** The caller spoke too little to be judged. */
        NOT_ENOUGH_SPEECH("not-enough-speech"),
        /** The caller spoke too little to be judged, because the call was on hold. */
        ON_HOLD("on-hold"),
        /** No audio ever came. */
        NO_MEDIA("no-media");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** The reason with this label; empty where there is none. */
        public static Optional<Reason> labelled(String label) {
            return Arrays.stream(values())
                    .filter(reason -> reason.label.equals(label))
                    .findFirst();
        }

        /** The word used in reports, channel variables and events. */
        public String label() {
            return label;
        }
    }
}
