package io.callfuse.engine.policy.routing;

import java.time.Duration;
import java.util.Objects;

/**
 * A call that the same caller made before.
 *
 * @param before how long before this one it began
 * @param topic what it was about, by the caller's words; empty where they did not tell
 * @param tripped whether the fuse tripped in it
 */
public record EarlierCall(Duration before, String topic, boolean tripped) {
    /** Rejects null, and a call that came later. */
    public EarlierCall {
        Objects.requireNonNull(topic, "topic is null");
        if (before.isNegative()) {
            throw new IllegalArgumentException("it began " + before + " before");
        }
    }
}
