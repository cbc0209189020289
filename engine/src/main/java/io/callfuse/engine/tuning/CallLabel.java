package io.callfuse.engine.tuning;

import java.util.Optional;
import java.util.Set;

/** What people say of a call. Stateless. */
public final class CallLabel {
    private static final Set<String> UPSET = Set.of("upset", "angry", "escalating");
    private static final Set<String> CALM = Set.of("calm", "normal", "happy-loud");

    private CallLabel() {}

    /** Whether a label says that the caller was upset; empty for one that says neither that nor the contrary. */
    public static Optional<Boolean> isUpset(String label) {
        if (UPSET.contains(label)) {
            return Optional.of(true);
        }
        return CALM.contains(label) ? Optional.of(false) : Optional.empty();
    }
}
