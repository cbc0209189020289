package io.callfuse.engine.action;

import io.callfuse.engine.policy.Reception;
import io.callfuse.engine.policy.Route;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is set on the caller's channel before a move: how to receive the caller, where to go if nobody answers, and what the
 * agent is to know. {@code extensions_callfuse.conf} reads it. Stateless; any thread.
 */
public final class Handover {
    private static final String OURS = "CALLFUSE_";
    /** Two underscores: the channels of the agents who are called for the caller have it, too. */
    private static final String FOR_THE_AGENT = "__CALLFUSE_CALL_";
    /** Of no use to an agent: it is how far the fuse was when the order was given. */
    private static final Set<String> NOT_FOR_THE_AGENT = Set.of("CALLFUSE_STATE");

    private Handover() {}

    /**
     * Returns the variables in the order in which to set them, those of the order last.
     *
     * @param route where the caller is about to be moved: the order's target or one of its alternatives
     * @param cameFrom where to return to when nobody answers and there is no alternative, as {@code context,extension,priority};
     *     empty for nowhere
     */
    public static Map<String, String> variables(SwitchOrder order, Route route, String cameFrom) {
        Reception reception = route.reception();
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("CALLFUSE_QUEUE", reception.queue());
        variables.put("CALLFUSE_QUEUE_PRIO", Integer.toString(reception.queuePriority()));
        variables.put("CALLFUSE_ANNOUNCE", reception.announce());
        variables.put("CALLFUSE_WHISPER", reception.whisper());
        variables.put(
                "CALLFUSE_ANSWER_WITHIN",
                Long.toString(reception.answerWithin().plusMillis(999).toSeconds()));
        List<Route> next = after(order, route);
        Optional<Route> fallback = next.stream().findFirst();
        variables.put("CALLFUSE_FALLBACK", fallback.map(Route::place).orElse(""));
        variables.put(
                "CALLFUSE_FALLBACK_ANNOUNCE",
                fallback.map(other -> other.reception().announce()).orElse(""));
        variables.put(
                "CALLFUSE_FALLBACK_MORE",
                next.stream()
                        .skip(1)
                        .map(other -> other.place() + "," + other.reception().announce())
                        .collect(Collectors.joining("|")));
        variables.put("CALLFUSE_CAME_FROM", cameFrom);
        order.variables().forEach((name, value) -> {
            if (name.startsWith(OURS) && !NOT_FOR_THE_AGENT.contains(name)) {
                variables.put(FOR_THE_AGENT + name.substring(OURS.length()), value);
            }
        });
        variables.putAll(order.variables());
        return variables;
    }

    /** The routes of the order behind this one, but for those that lead to the same place. */
    private static List<Route> after(SwitchOrder order, Route route) {
        List<Route> routes = order.routes();
        Set<String> places = new HashSet<>(Set.of(route.place()));
        return routes.subList(routes.indexOf(route) + 1, routes.size()).stream()
                .filter(other -> places.add(other.place()))
                .toList();
    }
}
