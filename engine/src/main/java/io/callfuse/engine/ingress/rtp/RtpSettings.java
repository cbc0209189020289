package io.callfuse.engine.ingress.rtp;

import io.callfuse.engine.admission.Networks;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How RTP is received.
 *
 * @param listen the address of all ports, and the port that all calls share
 * @param ports from which each call has one of its own; empty for one that all share
 * @param host what Asterisk is told to send to; empty means the host of {@code listen}
 * @param allow networks from which streams may come
 * @param delay how long a packet waits at most for those before it; 0 to 500 ms
 * @param idleTimeout a stream of which nothing came for so long is over
 */
public record RtpSettings(
        InetSocketAddress listen,
        Optional<PortRange> ports,
        Optional<String> host,
        Networks allow,
        Duration delay,
        Duration idleTimeout) {

    /** Ports from the first to the last, both included. */
    public record PortRange(int first, int last) {
        /** Rejects what is no range of ports. */
        public PortRange {
            if (first < 1 || last > 0xffff || first > last) {
                throw new IllegalArgumentException("ports " + first + "-" + last + " are no range within 1-65535");
            }
        }
    }
}
