package io.callfuse.engine.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who goes where by what he needs.
 *
 * @param routes every route by its name
 * @param needs in the order in which they are looked at
 */
public record Navigation(Map<String, Route> routes, List<Need> needs) {
    /** Nobody needs anything in particular, and no route leads to another. */
    public static final Navigation NONE = new Navigation(Map.of(), List.of());

    /** Takes copies. */
    public Navigation {
        routes = Map.copyOf(routes);
        needs = List.copyOf(needs);
    }

    /** The routes whose people are good at something, by name. */
    List<Route> skilled(String skill) {
        return new TreeMap<>(routes)
                .values().stream()
                        .filter(route -> route.intake().skills().contains(skill))
                        .toList();
    }

    /** A route and those that are tried where it takes nobody, each once. */
    List<Route> chain(Route first) {
        Set<Route> chain = new LinkedHashSet<>();
        Route next = first;
        while (next != null && chain.add(next)) {
            next = next.intake().otherwise().map(routes::get).orElse(null);
        }
        return new ArrayList<>(chain);
    }

    /** The routes to which needs and these routes may lead. */
    public Set<Route> reachable(Collection<Route> from) {
        Set<Route> reachable = new LinkedHashSet<>();
        from.forEach(route -> reachable.addAll(chain(route)));
        for (Need need : needs) {
            skilled(need.skill()).forEach(route -> reachable.addAll(chain(route)));
        }
        return reachable;
    }
}
