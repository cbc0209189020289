package io.callfuse.engine.action.ami;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Everything {@link AmiCallControl} needs to know.
 *
 * @param login where and as whom
 * @param times how long to wait for what
 * @param tapAddress where Asterisk connects to with a tap's audio: the engine's AudioSocket inlet as Asterisk sees it
 * @param tapAnswerTimeout how long a tap may take to connect
 * @param queuedOrders how many orders may wait; further ones fail at once
 */
public record AmiSettings(
        AmiLogin login, AmiTimes times, InetSocketAddress tapAddress, Duration tapAnswerTimeout, int queuedOrders) {

    /** How many orders may wait unless told otherwise. */
    public static final int QUEUED_ORDERS = 1024;
}
