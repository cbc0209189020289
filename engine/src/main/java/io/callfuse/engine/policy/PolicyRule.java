package io.callfuse.engine.policy;

import java.util.Objects;
import java.util.Optional;

/**
 * What follows when a rule of a designer holds.
 *
 * @param name how reports call it
 * @param route where the caller is moved; empty where it is only told
 * @param why what the designer says of it; empty for nothing
 */
public record PolicyRule(String name, Optional<Route> route, String why) {
    /** Rejects null. */
    public PolicyRule {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(route, "route is null");
        Objects.requireNonNull(why, "why is null");
    }
}
