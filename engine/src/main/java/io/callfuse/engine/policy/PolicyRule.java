package io.callfuse.engine.policy;

import java.util.Objects;
import java.util.Optional;

/**
 * What follows when a rule of a designer holds.
 *
 * @param name how reports call it
 * @param route where the caller is moved; empty where it is only told, and where he is moved by what he needs
 * @param byNeed whether he is moved by what he needs
 * @param why what the designer says of it; empty for nothing
 */
public record PolicyRule(String name, Optional<Route> route, boolean byNeed, String why) {
    /** What a rule names as its route that moves callers by what they need; no route may be called so. */
    public static final String BY_NEED = "by-need";

    /** Rejects null. */
    public PolicyRule {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(route, "route is null");
        Objects.requireNonNull(why, "why is null");
        if (byNeed && route.isPresent()) {
            throw new IllegalArgumentException("the rule '" + name + "' has a route and asks for needs");
        }
    }

    /** One that moves the caller to a route of its own, or only tells. */
    public PolicyRule(String name, Optional<Route> route, String why) {
        this(name, route, false, why);
    }

    /** Whether the caller is moved. */
    public boolean moves() {
        return byNeed || route.isPresent();
    }

    /** The name of its route, {@value #BY_NEED}, or {@link Route#NONE}. */
    public String routeName() {
        return byNeed ? BY_NEED : route.map(Route::name).orElse(Route.NONE);
    }
}
