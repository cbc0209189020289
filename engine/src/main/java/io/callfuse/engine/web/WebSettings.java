package io.callfuse.engine.web;

import io.callfuse.engine.admission.Networks;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How the engine is seen over HTTP.
 *
 * @param listen where; port 0 takes any free one
 * @param allow networks from which programs may ask
 * @param hosts names, besides {@code localhost} and addresses, by which the engine may be asked
 * @param maxConnections at a time
 * @param maxStreams of events at a time
 * @param tls empty for plain HTTP
 * @param words whether evidence shows the caller's words
 * @param token what every request but those for health must bring
 * @param slowAfter how long a stream may take nothing before it is dropped
 * @param requestWithin how long a connection may take to ask, or to take its answer
 */
public record WebSettings(
        InetSocketAddress listen,
        Networks allow,
        Set<String> hosts,
        int maxConnections,
        int maxStreams,
        Optional<WebTls> tls,
        boolean words,
        String token,
        Duration slowAfter,
        Duration requestWithin) {
    /** How long a stream may take nothing. */
    public static final Duration SLOW_AFTER = Duration.ofSeconds(10);

    /** How long a connection may take to ask. */
    public static final Duration REQUEST_WITHIN = Duration.ofSeconds(30);

    /** The most bytes of a request's body. */
    static final int BODY_BYTES = 16 * 1024;
}
