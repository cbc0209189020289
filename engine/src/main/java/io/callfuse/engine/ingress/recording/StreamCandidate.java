package io.callfuse.engine.ingress.recording;

import io.callfuse.engine.ingress.recording.UdpDatagram.Endpoint;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import io.callfuse.engine.ingress.rtp.RtpPacket;
import java.util.Map;
import java.util.Optional;

/**
 * Datagrams that may be a stream of RTP: the same source, destination and SSRC. It is one if they are some, most of them follow the
 * one before by number, and, where nobody described the stream, the timestamps go on as the payloads say. One thread.
 */
final class StreamCandidate {
    private static final int MIN_PACKETS = 10;
    private static final int MAX_STEP = 5;
    private static final int FIRST_DYNAMIC = 96;

    private final Key key;
    private final int[] byType = new int[128];
    private int packets;
    private int cutPackets;
    private int inOrder;
    private int inTime;
    private int lastSequence;
    private int lastTimestamp;
    private int lastSamples;
    private long firstNs;
    private long lastNs;

    /** What tells streams apart. */
    record Key(Endpoint source, Endpoint destination, int ssrc) {}

    StreamCandidate(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    int packets() {
        return packets;
    }

    /** Packets of which only the beginning was captured. */
    int cutPackets() {
        return cutPackets;
    }

    /** From the first packet to the last, ns. */
    long lengthNs() {
        return Math.max(0, lastNs - firstNs);
    }

    /** Takes the next packet in the order of the capture. */
    void accept(RtpPacket packet, boolean cut) {
        int step = packet.sequence() - lastSequence & 0xffff;
        if (packets > 0 && step >= 1 && step <= MAX_STEP) {
            inOrder++;
            if (packet.timestamp() - lastTimestamp == step * lastSamples) {
                inTime++;
            }
        }
        RtpFormat format = RtpFormat.of(packet.payloadType());
        lastSamples = format == null ? 0 : packet.payloadBytes() / format.sampleBytes();
        lastSequence = packet.sequence();
        lastTimestamp = packet.timestamp();
        firstNs = packets == 0 ? packet.arrivalNs() : firstNs;
        lastNs = packet.arrivalNs();
        byType[packet.payloadType()]++;
        packets++;
        cutPackets += cut ? 1 : 0;
    }

    /** Whether these are a stream, heard or not. */
    boolean isStream(Optional<Map<Integer, String>> described) {
        return packets >= MIN_PACKETS && inOrder * 2 >= packets && (described.isPresent() || isUsual());
    }

    private boolean isUsual() {
        int type = mostFrequentType();
        return type < 72 || type > 76;
    }

    /** Returns the format of most packets; empty if that is not heard. */
    Optional<RtpFormat> format(Optional<Map<Integer, String>> described) {
        int type = mostFrequentType();
        String name = described.map(names -> names.get(type)).orElse(null);
        if (name != null) {
            return formatNamed(name);
        }
        return Optional.ofNullable(RtpFormat.of(type))
                .filter(format -> inTime * 2 >= inOrder || described.isPresent() && type < FIRST_DYNAMIC);
    }

    /** Says what it carries, for people. */
    String codec(Optional<Map<Integer, String>> described) {
        int type = mostFrequentType();
        return described.map(names -> names.get(type)).orElse("payload type " + type);
    }

    private static Optional<RtpFormat> formatNamed(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "PCMU/8000" -> RtpFormat.ULAW;
                    case "PCMA/8000" -> RtpFormat.ALAW;
                    case "L16/8000" -> RtpFormat.SLIN;
                    case "L16/16000" -> RtpFormat.SLIN16;
                    default -> null;
                });
    }

    private int mostFrequentType() {
        int most = 0;
        for (int type = 1; type < byType.length; type++) {
            most = byType[type] > byType[most] ? type : most;
        }
        return most;
    }
}
