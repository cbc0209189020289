package io.callfuse.engine.action;

import io.callfuse.engine.policy.Reception;
import io.callfuse.engine.policy.Route;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

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
     * @param route where the caller is about to be moved: the order's target or its fallback
     * @param cameFrom where to return to when nobody answers and there is no fallback, as {@code context,extension,priority};
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
        Route fallback = order.fallback()
                .filter(other -> !other.place().equals(route.place()))
                .orElse(null);
        variables.put("CALLFUSE_FALLBACK", fallback == null ? "" : fallback.place());
        variables.put(
                "CALLFUSE_FALLBACK_ANNOUNCE",
                fallback == null ? "" : fallback.reception().announce());
        variables.put("CALLFUSE_CAME_FROM", cameFrom);
        order.variables().forEach((name, value) -> {
            if (name.startsWith(OURS) && !NOT_FOR_THE_AGENT.contains(name)) {
                variables.put(FOR_THE_AGENT + name.substring(OURS.length()), value);
            }
        });
        variables.putAll(order.variables());
        return variables;
    }
}
