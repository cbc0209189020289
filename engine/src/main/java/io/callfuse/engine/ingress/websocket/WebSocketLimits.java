package io.callfuse.engine.ingress.websocket;

import java.time.Duration;

/**
 * What a peer may take up before it is sent away.
 *
 * @param maxConnections connections at a time that Asterisk opens
 * @param maxPerPeer those from one address
 * @param maxMessageBytes length of one message, its fragments together; 640 to 1 MiB
 * @param startWithin time from the connection to {@code MEDIA_START}
 * @param maxBacklog how much of a burst is heard, see {@link LiveEdge}
 */
public record WebSocketLimits(
        int maxConnections, int maxPerPeer, int maxMessageBytes, Duration startWithin, Duration maxBacklog) {
    /** 64 KiB, which are 4 s of linear samples at 8 kHz. */
    public static final int MESSAGE_BYTES = 64 * 1024;

    /** Rejects what cannot work. */
    public WebSocketLimits {
        if (maxConnections < 1 || maxPerPeer < 1) {
            throw new IllegalArgumentException("no connection is allowed");
        }
        if (maxMessageBytes < 640 || maxMessageBytes > 1 << 20) {
            throw new IllegalArgumentException("maxMessageBytes " + maxMessageBytes + " is not in 640..1048576");
        }
        if (startWithin.isZero() || startWithin.isNegative()) {
            throw new IllegalArgumentException("startWithin " + startWithin + " is not positive");
        }
    }

    /** 4000 connections, 64 KiB, 10 s, 1 s. */
    public static WebSocketLimits defaults() {
        return new WebSocketLimits(4000, 4000, MESSAGE_BYTES, Duration.ofSeconds(10), Duration.ofSeconds(1));
    }
}
