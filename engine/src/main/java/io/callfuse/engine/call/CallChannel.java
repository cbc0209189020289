package io.callfuse.engine.call;

import java.util.Objects;

/**
 * The Asterisk channel a call arrived on.
 *
 * @param name the channel's name, such as {@code PJSIP/trunk-00000012}
 * @param uniqueId Asterisk's {@code Uniqueid} of the channel
 * @param linkedId Asterisk's {@code Linkedid}: the same for all channels of one call; empty where not told
 * @param callerNumber the caller's number as Asterisk presents it; empty where withheld. Never logged.
 */
public record CallChannel(String name, String uniqueId, String linkedId, String callerNumber) {

    /** Rejects null; empty stands for what is not known. */
    public CallChannel {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(uniqueId, "uniqueId is null");
        Objects.requireNonNull(linkedId, "linkedId is null");
        Objects.requireNonNull(callerNumber, "callerNumber is null");
    }

    /** Leaves the caller's number out, so that no log line carries it. */
    @Override
    public String toString() {
        return name + " (uniqueid " + uniqueId + ", linkedid " + linkedId + ")";
    }
}
