package io.callfuse.engine.action;

import io.callfuse.engine.policy.Route;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of the agent to whom the caller is talking when the caller is moved away.
 *
 * @param keptAt where the agent goes; empty: the agent's call ends, as the operator has said
 */
public record BridgedAgent(Optional<Route> keptAt) {

    /** Rejects null. */
    public BridgedAgent {
        Objects.requireNonNull(keptAt, "keptAt is null");
    }

    /** The agent is moved to this route in the same step. */
    public static BridgedAgent keep(Route route) {
        return new BridgedAgent(Optional.of(route));
    }

    /** The agent's call ends. */
    public static BridgedAgent hangUp() {
        return new BridgedAgent(Optional.empty());
    }
}
