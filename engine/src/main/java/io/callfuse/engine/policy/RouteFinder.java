package io.callfuse.engine.policy;

import io.callfuse.engine.policy.routing.QueueStatus;
import io.callfuse.engine.policy.routing.QueueStatuses;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Finds where a trip moves the caller. Those come into question, in this order, each with the routes it names for the case that it
 * takes nobody:
 *
 * <ol>
 *   <li>the route of the rule that tripped; or else, for each need that holds, the routes with its skill: the one with the most
 *       free agents first, then the one with the fewest waiting, then by name
 *   <li>the route of the score, unless a rule named its own
 *   <li>the fallback
 * </ol>
 *
 * <p>The first that takes callers now has him, and the others that do are told to whoever moves him. Stateless.
 */
final class RouteFinder {
    private RouteFinder() {}

    /**
     * Finds it.
     *
     * @param needHolds whether the need at this place of the policy holds
     * @param now local time; empty where it is not known
     */
    static RouteChoice find(
            PolicySettings settings,
            FuseState.Tripped trip,
            IntPredicate needHolds,
            QueueStatuses queues,
            Optional<LocalDateTime> now) {
        Set<Route> asked = new LinkedHashSet<>();
        Optional<Route> ofRule = trip.rule().flatMap(settings.rules()::find).flatMap(PolicyRule::route);
        Optional<String> need = Optional.empty();
        if (ofRule.isPresent()) {
            asked.addAll(settings.navigation().chain(ofRule.get()));
        } else {
            List<Need> needs = settings.navigation().needs();
            for (int n = 0; n < needs.size(); n++) {
                if (needHolds.test(n)) {
                    need = need.isPresent() ? need : Optional.of(needs.get(n).name());
                    addSkilled(settings.navigation(), needs.get(n).skill(), queues, asked);
                }
            }
            asked.addAll(settings.navigation().chain(settings.switchRoute()));
        }
        settings.fallback()
                .ifPresent(route -> asked.addAll(settings.navigation().chain(route)));
        return choose(asked, need, queues, now);
    }

    private static void addSkilled(Navigation navigation, String skill, QueueStatuses queues, Set<Route> asked) {
        List<Route> skilled = new ArrayList<>(navigation.skilled(skill));
        skilled.sort(Comparator.comparingInt((Route route) ->
                        -status(route, queues).map(QueueStatus::available).orElse(0))
                .thenComparingInt(
                        route -> status(route, queues).map(QueueStatus::waiting).orElse(0)));
        // The skilled first, and only then those they name.
        asked.addAll(skilled);
        skilled.forEach(route -> asked.addAll(navigation.chain(route)));
    }

    private static RouteChoice choose(
            Set<Route> asked, Optional<String> need, QueueStatuses queues, Optional<LocalDateTime> now) {
        List<Route> taking = new ArrayList<>();
        List<RouteChoice.PassedOver> passedOver = new ArrayList<>();
        for (Route route : asked) {
            Optional<String> refusal = route.intake().refusal(status(route, queues), now);
            if (refusal.isEmpty()) {
                taking.add(route);
            } else if (taking.isEmpty()) {
                passedOver.add(new RouteChoice.PassedOver(route.name(), refusal.get()));
            }
        }
        List<Route> alternatives = taking.isEmpty() ? List.of() : taking.subList(1, taking.size());
        return new RouteChoice(taking.stream().findFirst(), alternatives, need, passedOver);
    }

    private static Optional<QueueStatus> status(Route route, QueueStatuses queues) {
        return queues.find(route.reception().queue());
    }
}
