package io.callfuse.engine.action.agi;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * What {@link AgiDoor} needs to know.
 *
 * @param listen the address to listen on; loopback unless the operator says otherwise, for AGI knows no password
 * @param requestsAtOnce how many requests are answered at the same time; further ones are turned away at once
 * @param deadline how long a request may take before it is cut off and the dialplan goes on
 */
public record AgiSettings(InetSocketAddress listen, int requestsAtOnce, Duration deadline) {

    /** Rejects what cannot work. */
    public AgiSettings {
        Objects.requireNonNull(listen, "listen is null");
        Objects.requireNonNull(deadline, "deadline is null");
        if (requestsAtOnce < 1) {
            throw new IllegalArgumentException("requestsAtOnce " + requestsAtOnce + " is below 1");
        }
    }

    /** 32 requests at once of 2 s at most: below the 3 s after which the dialplan's own guard would step in. */
    public static AgiSettings at(InetSocketAddress listen) {
        return new AgiSettings(listen, 32, Duration.ofSeconds(2));
    }
}
