package io.callfuse.engine.tuning;

import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.PolicySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What a policy makes of a call.
 *
 * @param tripsMs media times at which the fuse trips, the first first
 * @param decision the cause of the decision in one word, such as {@code fuse} or {@code rule:NAME}; empty where there is none
 */
public record TriedCall(List<Long> tripsMs, String decision) {
    /** Takes a copy. */
    public TriedCall {
        tripsMs = List.copyOf(tripsMs);
    }

    /** Tries a policy on a call. */
    public static TriedCall by(PolicySettings settings, PastCall call) {
        Listener listener = new Listener();
        PolicyReplay.by(settings, call, listener);
        return new TriedCall(listener.tripsMs, listener.decision);
    }

    /** When the fuse trips first; empty where it does not. */
    public OptionalLong firstTripMs() {
        return tripsMs.isEmpty() ? OptionalLong.empty() : OptionalLong.of(tripsMs.get(0));
    }

    private static final class Listener implements Consumer<PolicyEvent> {
        private final List<Long> tripsMs = new ArrayList<>(1);
        private String decision = "";

        @Override
        public void accept(PolicyEvent event) {
            if (event instanceof FuseChanged change && change.to() instanceof FuseState.Tripped) {
                tripsMs.add(change.atMs());
            } else if (event instanceof Decision said) {
                decision = said.cause();
            }
        }
    }
}
