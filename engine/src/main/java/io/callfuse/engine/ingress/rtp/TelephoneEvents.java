package io.callfuse.engine.ingress.rtp;

/**
 * Reads keys out of telephone events (RFC 4733, 2.3): each is a series of packets under one timestamp, of which one is enough.
 *
 * <pre>
 *  +--------+-+-+--------+-----------------+
 *  | event  |E|R| volume | duration        |     0-9, 10 is *, 11 is #, 12-15 are A-D; E ends it
 *  +--------+-+-+--------+-----------------+
 * </pre>
 *
 * One stream, one thread; allocates nothing.
 */
final class TelephoneEvents {
    /** Length of an event's payload. */
    static final int EVENT_BYTES = 4;

    /** Returned where no key was newly pressed. */
    static final char NONE = 0;

    private static final String KEYS = "0123456789*#ABCD";

    private boolean any;
    private int lastTimestamp;
    private int lastEvent;
    private int lastDuration;

    /** Returns the key that was pressed, once for each pressing, or {@link #NONE}. The payload is long enough. */
    char read(RtpPacket packet) {
        byte[] bytes = packet.bytes();
        int at = packet.payloadAt();
        int event = bytes[at] & 0xff;
        boolean known = any && packet.timestamp() == lastTimestamp || goesOn(packet, event);
        any = true;
        lastTimestamp = packet.timestamp();
        lastEvent = event;
        lastDuration = (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
        return known || event >= KEYS.length() ? NONE : KEYS.charAt(event);
    }

    /** A key held for longer than a duration can say goes on under a new timestamp, without the marker. */
    private boolean goesOn(RtpPacket packet, int event) {
        return any && !packet.marker() && event == lastEvent && packet.timestamp() == lastTimestamp + lastDuration;
    }
}
