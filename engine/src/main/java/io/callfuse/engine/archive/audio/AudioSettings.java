package io.callfuse.engine.archive.audio;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Whose audio is kept.
 *
 * @param keep of which calls
 * @param consentMark name of the mark by which a call's caller agrees
 * @param consentValue what the mark says where he does; anything else says that he does not
 * @param keepDays for which it is kept; empty as long as nobody removes it
 */
public record AudioSettings(Keep keep, String consentMark, String consentValue, OptionalInt keepDays) {
    /** Of which calls, among those whose caller agreed. */
    public enum Keep {
        /** Of none. */
        NONE,
        /** Of those in which the fuse tripped. */
        TRIPPED,
        /** Of all. */
        ALL
    }

    /** Rejects null. */
    public AudioSettings {
        Objects.requireNonNull(keep, "keep is null");
        Objects.requireNonNull(consentMark, "consentMark is null");
        Objects.requireNonNull(consentValue, "consentValue is null");
        Objects.requireNonNull(keepDays, "keepDays is null");
    }

    /** Whether marks say anything of consent. */
    boolean concern(Map<String, String> marks) {
        return marks.containsKey(consentMark);
    }

    /** Whether marks say that the caller agrees. */
    boolean agree(Map<String, String> marks) {
        return consentValue.equals(marks.get(consentMark));
    }
}
