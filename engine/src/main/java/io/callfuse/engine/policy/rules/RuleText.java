package io.callfuse.engine.policy.rules;

import java.time.Duration;
import java.util.Objects;

/**
 * A rule as it is written.
 *
 * @param name how reports call it
 * @param when its condition, in CEL
 * @param holdsFor how long the condition must hold; not negative
 */
public record RuleText(String name, String when, Duration holdsFor) {
    /** Rejects null and a negative time. */
    public RuleText {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(when, "when is null");
        if (holdsFor.isNegative()) {
            throw new IllegalArgumentException("holdsFor " + holdsFor + " is negative");
        }
    }
}
