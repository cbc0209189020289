package io.callfuse.engine.action.ari;

/**
 * Everything {@link AriCallControl} needs to know.
 *
 * @param login where, as whom and as which application
 * @param times how long to wait for what
 * @param audio on which way taps bring their audio
 * @param connections how many requests may be under way at the same time
 * @param queuedOrders how many orders, and how many requests, may wait; further ones fail at once
 * @param tellsKeys whether keys that callers press are told; not where AMI tells them too
 */
public record AriSettings(
        AriLogin login, AriTimes times, TapAudio audio, int connections, int queuedOrders, boolean tellsKeys) {

    /** How many requests are under way unless told otherwise. */
    public static final int CONNECTIONS = 8;

    /** How many orders may wait unless told otherwise. */
    public static final int QUEUED_ORDERS = 4096;
}
