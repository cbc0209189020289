package io.callfuse.engine.policy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a trip moves the caller, and why there.
 *
 * @param target empty where no route takes him: then he stays where he is
 * @param alternatives where instead, the next first, if the target cannot have him after all
 * @param need what he needs, as the policy names it; empty where no need held
 * @param passedOver the routes that would have come before, in their order
 */
public record RouteChoice(
        Optional<Route> target, List<Route> alternatives, Optional<String> need, List<PassedOver> passedOver) {
    /**
     * A route that took nobody.
     *
     * @param route its name
     * @param why the reason, in a few words
     */
    public record PassedOver(String route, String why) {}

    /** Rejects null; copies the lists. */
    public RouteChoice {
        Objects.requireNonNull(target, "target is null");
        Objects.requireNonNull(need, "need is null");
        alternatives = List.copyOf(alternatives);
        passedOver = List.copyOf(passedOver);
    }

    /** The target's name, or {@link Route#NONE}. */
    public String routeName() {
        return target.map(Route::name).orElse(Route.NONE);
    }

    /** Why there, for people: {@code need: technical; passed over: retention closed}; may be empty. */
    public String why() {
        String needed = need.map(name -> "need: " + name).orElse("");
        String passed = passedOver.isEmpty() ? "" : "passed over: " + passedOverText();
        return needed.isEmpty() || passed.isEmpty() ? needed + passed : needed + "; " + passed;
    }

    /** Who was passed over, for people: {@code retention closed, technical callers waiting 9}; may be empty. */
    public String passedOverText() {
        return passedOver.stream()
                .map(passed -> passed.route() + " " + passed.why())
                .collect(Collectors.joining(", "));
    }
}
