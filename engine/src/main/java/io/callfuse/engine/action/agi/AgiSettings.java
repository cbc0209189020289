package io.callfuse.engine.action.agi;

import io.callfuse.engine.admission.Doorkeeper;
import io.callfuse.engine.admission.Networks;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * What {@link AgiDoor} needs to know.
 *
 * @param listen the address to listen on; loopback unless the operator says otherwise, for AGI knows no password
 * @param door who may ask, and how many at the same time; further ones are turned away at once
 * @param deadline how long a request may take before it is cut off and the dialplan goes on
 */
public record AgiSettings(InetSocketAddress listen, Doorkeeper.Rules door, Duration deadline) {
    /** Below the 3 s after which the dialplan's own guard would step in. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private static final int SESSIONS = 1000;

    /** Rejects what cannot work. */
    public AgiSettings {
        Objects.requireNonNull(listen, "listen is null");
        Objects.requireNonNull(door, "door is null");
        if (deadline.isZero() || deadline.isNegative()) {
            throw new IllegalArgumentException("deadline " + deadline + " is not positive");
        }
    }

    /** Requests of 2 s at most. */
    public static AgiSettings at(InetSocketAddress listen, Networks allowed, int sessions, int sessionsPerPeer) {
        return new AgiSettings(listen, new Doorkeeper.Rules("agi", allowed, sessions, sessionsPerPeer), DEADLINE);
    }

    /** The same: 1000 requests at once, of this machine. */
    public static AgiSettings at(InetSocketAddress listen) {
        return at(listen, Networks.LOOPBACK, SESSIONS, SESSIONS);
    }
}
