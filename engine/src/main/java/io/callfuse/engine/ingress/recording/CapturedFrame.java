package io.callfuse.engine.ingress.recording;

import java.util.Arrays;

/** What was captured on a link at one time. Used again and again; one thread. */
final class CapturedFrame {
    /** The most that the capturing tools write of one. */
    static final int MAX_BYTES = 256 * 1024;

    private byte[] bytes = new byte[2048];
    private int length;
    private int originalLength;
    private int linkType;
    private long timeNs;

    /** Begins a frame and returns room for its bytes, which the caller fills. */
    byte[] begin(int link, long atNs, int capturedBytes, int originalBytes) {
        if (bytes.length < capturedBytes) {
            bytes = Arrays.copyOf(bytes, MAX_BYTES);
        }
        linkType = link;
        timeNs = atNs;
        length = capturedBytes;
        originalLength = originalBytes;
        return bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    /** How many bytes were captured. */
    int length() {
        return length;
    }

    /** Whether it was longer than what was captured of it. */
    boolean cut() {
        return length < originalLength;
    }

    /** The number of its link layer, as tcpdump.org lists them. */
    int linkType() {
        return linkType;
    }

    /** When it was captured, ns since 1970. */
    long timeNs() {
        return timeNs;
    }
}
