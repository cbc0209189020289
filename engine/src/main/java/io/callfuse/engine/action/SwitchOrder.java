package io.callfuse.engine.action;

import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One order to move a caller.
 *
 * @param id names the order; carried out once, however often it is given
 * @param call the call, for the log
 * @param channel the caller's channel
 * @param target where the caller shall go
 * @param alternatives where instead, the next first, if the target cannot take the caller; empty: the caller stays
 * @param agent what becomes of an agent the caller is talking to
 * @param variables set on the caller's channel before the move
 */
public record SwitchOrder(
        String id,
        CallId call,
        CallChannel channel,
        Route target,
        List<Route> alternatives,
        BridgedAgent agent,
        Map<String, String> variables) {

    /** Rejects null; copies the variables. */
    public SwitchOrder {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(call, "call is null");
        Objects.requireNonNull(channel, "channel is null");
        Objects.requireNonNull(target, "target is null");
        alternatives = List.copyOf(alternatives);
        Objects.requireNonNull(agent, "agent is null");
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** The routes that are tried, the target first. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(target);
        routes.addAll(alternatives);
        return routes;
    }
}
