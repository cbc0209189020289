package io.callfuse.engine.action.ami;

import java.time.Duration;

/**
 * How long to wait for what.
 *
 * @param connectTimeout for the TCP connection
 * @param responseTimeout for the answer to one action; past it the connection is given up as stalled
 * @param reconnectInitial before the first new attempt; doubles with each, half of it is chance
 * @param reconnectMax between attempts at most
 * @param pingEvery how long the connection may be idle before it is tried out
 * @param confirmWithin how long to look whether a moved caller has arrived
 * @param orderDeadline how long taps, marks and events wait for a connection
 * @param switchDeadline how long a transfer waits for a connection
 * @param tapPause how long no tap is asked for after several that Asterisk could not connect
 */
public record AmiTimes(
        Duration connectTimeout,
        Duration responseTimeout,
        Duration reconnectInitial,
        Duration reconnectMax,
        Duration pingEvery,
        Duration confirmWithin,
        Duration orderDeadline,
        Duration switchDeadline,
        Duration tapPause) {

    /** 5 s, 2 s, 500 ms to 30 s, 10 s, 1 s, 5 s, 30 s, 30 s. */
    public static AmiTimes defaults() {
        return new AmiTimes(
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }

    /** The same but for connecting: what the operator can set. */
    public AmiTimes withConnection(Duration connect, Duration response, Duration initial, Duration max) {
        return new AmiTimes(
                connect, response, initial, max, pingEvery, confirmWithin, orderDeadline, switchDeadline, tapPause);
    }
}
