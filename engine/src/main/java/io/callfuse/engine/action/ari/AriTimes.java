package io.callfuse.engine.action.ari;

import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param connectTimeout for a connection
 * @param responseTimeout for the answer to one request; Asterisk may itself wait 2 s for the peer of a tap
 * @param reconnectInitial before the first new attempt; doubles with each, half of it is chance
 * @param reconnectMax between attempts at most
 * @param pingEvery how long the event stream may be silent before it is tried out
 * @param tapWithin how long both channels of a tap may take to appear
 * @param tapPause how long no tap is asked for after several that Asterisk could not connect
 * @param releaseAfter how long a caller in the application waits at most for his tap before he goes on without
 * @param confirmWithin how long to look whether a moved caller has left the application
 * @param orderDeadline how long taps and transfers wait for a connection
 */
public record AriTimes(
        Duration connectTimeout,
        Duration responseTimeout,
        Duration reconnectInitial,
        Duration reconnectMax,
        Duration pingEvery,
        Duration tapWithin,
        Duration tapPause,
        Duration releaseAfter,
        Duration confirmWithin,
        Duration orderDeadline) {

    /** 5 s, 5 s, 500 ms to 30 s, 10 s, 5 s, 30 s, 1 s, 1 s, 5 s. */
    public static AriTimes defaults() {
        return new AriTimes(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5));
    }

    /** The same but for connecting: what the operator can set. */
    public AriTimes withConnection(Duration connect, Duration response, Duration initial, Duration max) {
        return new AriTimes(
                connect,
                response,
                initial,
                max,
                pingEvery,
                tapWithin,
                tapPause,
                releaseAfter,
                confirmWithin,
                orderDeadline);
    }

    /** The same but for the time a tap may take. */
    public AriTimes withTapWithin(Duration within) {
        return new AriTimes(
                connectTimeout,
                responseTimeout,
                reconnectInitial,
                reconnectMax,
                pingEvery,
                within,
                tapPause,
                releaseAfter,
                confirmWithin,
                orderDeadline);
    }
}
