package io.callfuse.engine.action;

import io.callfuse.engine.call.CallId;
import java.util.Objects;

/**
 * The answer to {@code watch}.
 *
 * @param id under which the call is watched
 * @param state becomes {@code CALLFUSE_STATE}
 */
public record WatchAnswer(CallId id, String state) {

    /** Rejects null. */
    public WatchAnswer {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(state, "state is null");
    }
}
