package io.callfuse.engine.ingress.rtp;

/**
 * One RTP packet, read where it lies (RFC 3550, 5.1). Used again and again; one thread.
 *
 * <pre>
 *   0                   1                   2                   3
 *  +---+-+-+-------+-+-------------+-------------------------------+
 *  | 2 |P|X| CSRCs |M| type        | sequence number               |
 *  +---+-+-+-------+-+-------------+-------------------------------+
 *  | timestamp                                                     |
 *  +---------------------------------------------------------------+
 *  | SSRC                                                          |
 *  +---------------------------------------------------------------+
 *  | CSRCs, 4 bytes each; with X an extension: 2, length / 4 in 2  |
 *  +---------------------------------------------------------------+
 *  | payload ... with P the last byte says how much to cut off     |
 *
 *  80 00 1f 40  00 00 a0 00  1a 2b 3c 4d  ff 7f ...   mu-law, number 8000, time 40960
 * </pre>
 */
public final class RtpPacket {
    /** No packet is shorter. */
    public static final int HEADER_BYTES = 12;
    /** No packet that is heard has more payload: 60 ms at 16 kHz, linear. */
    public static final int MAX_PAYLOAD_BYTES = 1920;

    private static final int VERSION_BITS = 0x80;
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int payloadAt;
    private int payloadBytes;
    private int payloadType;
    private boolean marker;
    private int sequence;
    private int timestamp;
    private int ssrc;
    private long arrivalNs;

    /** Whether these bytes are an RTCP packet, as it may come on the same port (RFC 5761, 4). */
    public static boolean isRtcp(byte[] bytes, int offset, int length) {
        int type = length < 8 ? 0 : bytes[offset + 1] & 0xff;
        return length >= 8 && (bytes[offset] & 0xc0) == VERSION_BITS && type >= 192 && type <= 223;
    }

    /**
     * Reads the packet in {@code bytes}, which must stay as they are while this is in use.
     *
     * @param arrived when it came, on a clock of ns that only goes forward
     * @return false if it is no RTP packet, or one that contradicts itself; then this holds nothing
     */
    public boolean read(byte[] from, int offset, int length, long arrived) {
        payloadBytes = 0;
        if (length < HEADER_BYTES || (from[offset] & 0xc0) != VERSION_BITS) {
            return false;
        }
        int end = offset + length;
        int at = afterExtension(from, offset, end);
        int padding = (from[offset] & 0x20) == 0 ? 0 : from[end - 1] & 0xff;
        boolean padded = (from[offset] & 0x20) != 0;
        if (at < 0 || padded && padding == 0 || at + padding > end || end - at - padding > MAX_PAYLOAD_BYTES) {
            return false;
        }
        bytes = from;
        payloadAt = at;
        payloadBytes = end - at - padding;
        marker = from[offset + 1] < 0;
        payloadType = from[offset + 1] & 0x7f;
        sequence = unsignedShort(from, offset + 2);
        timestamp = signedInt(from, offset + 4);
        ssrc = signedInt(from, offset + 8);
        arrivalNs = arrived;
        return true;
    }

    /** Returns where the payload begins; -1 if that lies beyond the end. */
    private static int afterExtension(byte[] from, int offset, int end) {
        int at = offset + HEADER_BYTES + 4 * (from[offset] & 0x0f);
        if ((from[offset] & 0x10) != 0) {
            if (at + 4 > end) {
                return -1;
            }
            at += 4 + 4 * unsignedShort(from, at + 2);
        }
        return at > end ? -1 : at;
    }

    /** Takes over another packet, payload and all; allocates only where the payload is longer than any before. */
    void copy(RtpPacket other) {
        if (bytes.length < other.payloadBytes) {
            bytes = new byte[other.payloadBytes];
        }
        System.arraycopy(other.bytes, other.payloadAt, bytes, 0, other.payloadBytes);
        payloadAt = 0;
        payloadBytes = other.payloadBytes;
        marker = other.marker;
        payloadType = other.payloadType;
        sequence = other.sequence;
        timestamp = other.timestamp;
        ssrc = other.ssrc;
        arrivalNs = other.arrivalNs;
    }

    /** Where the payload lies, from {@link #payloadAt} on. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the payload's first byte. */
    public int payloadAt() {
        return payloadAt;
    }

    /** Length of the payload, without padding. */
    public int payloadBytes() {
        return payloadBytes;
    }

    /** 0..127. */
    public int payloadType() {
        return payloadType;
    }

    /** Set on the first packet after a pause, and on the first of an event. */
    public boolean marker() {
        return marker;
    }

    /** 0..65535; the next packet has one more, and after 65535 comes 0. */
    public int sequence() {
        return sequence;
    }

    /** Media time of the first sample, in samples from an arbitrary beginning; all 32 bits are in use. */
    public int timestamp() {
        return timestamp;
    }

    /** Which source sent it; all 32 bits are in use. */
    public int ssrc() {
        return ssrc;
    }

    /** When it came, ns. */
    public long arrivalNs() {
        return arrivalNs;
    }

    private static int unsignedShort(byte[] from, int at) {
        return (from[at] & 0xff) << 8 | from[at + 1] & 0xff;
    }

    private static int signedInt(byte[] from, int at) {
        return unsignedShort(from, at) << 16 | unsignedShort(from, at + 2);
    }
}
