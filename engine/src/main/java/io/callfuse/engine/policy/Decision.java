package io.callfuse.engine.policy;

import io.callfuse.engine.scoring.Emotion;

/**
 * What was decided about a call within its first minute; exactly one in each.
 *
 * @param atMs media time
 * @param routeName the route to which the caller is moved, or {@link Route#NONE}
 * @param reason why
 * @param score the score at that time, 0-100
 * @param emotion the emotion at that time
 * @param confidence of the emotion, 0-1
 */
public record Decision(long atMs, String routeName, Reason reason, double score, Emotion emotion, double confidence)
        implements PolicyEvent {

    /** Why a call was decided so. */
    public enum Reason {
        /** The fuse tripped. */
        FUSE("fuse"),
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

        /** The word used in reports, channel variables and events. */
        public String label() {
            return label;
        }
    }
}
