package io.callfuse.engine.ingress.rtp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What RTP streams have brought, or not. Written by whoever receives them, read by anyone. */
public final class RtpCounters {
    private final Map<String, LongAdder> byName = new LinkedHashMap<>();
    private final LongAdder streams = named("streams");
    private final LongAdder packets = named("packets");
    private final LongAdder lost = named("lost");
    private final LongAdder late = named("late");
    private final LongAdder duplicates = named("duplicates");
    private final LongAdder restarts = named("restarts");
    private final LongAdder timestampJumps = named("timestamp_jumps");
    private final LongAdder otherSources = named("other_ssrc");
    private final LongAdder comfortNoise = named("comfort_noise");
    private final LongAdder digits = named("digits");
    private final LongAdder rtcp = named("rtcp");
    private final LongAdder unknownPayload = named("unknown_payload");
    private final LongAdder malformed = named("malformed");
    private final LongAdder unannounced = named("unannounced");
    private final LongAdder outside = named("outside");
    private final LongAdder refused = named("refused");
    private final LongAdder idle = named("idle");

    /** Starts all counters at zero. */
    public RtpCounters() {
        assert byName.size() == 17 : "a name is used twice";
    }

    /** All counters by name, in a fixed order. */
    public Map<String, LongAdder> byName() {
        return Collections.unmodifiableMap(byName);
    }

    /** Streams that a call was opened for, or joined. */
    public LongAdder streams() {
        return streams;
    }

    /** RTP packets of streams that are heard, of any kind. */
    public LongAdder packets() {
        return packets;
    }

    /** Packets that were given up; those that came late are among them. */
    public LongAdder lost() {
        return lost;
    }

    /** Packets that came after they had been given up. */
    public LongAdder late() {
        return late;
    }

    /** Packets that came twice. */
    public LongAdder duplicates() {
        return duplicates;
    }

    /** How often a stream began anew, under another SSRC or at another number. */
    public LongAdder restarts() {
        return restarts;
    }

    /** How often the timestamps went where no time can go. */
    public LongAdder timestampJumps() {
        return timestampJumps;
    }

    /** Packets of an SSRC that is not the stream's. */
    public LongAdder otherSources() {
        return otherSources;
    }

    /** Packets of comfort noise. */
    public LongAdder comfortNoise() {
        return comfortNoise;
    }

    /** Keys that callers pressed. */
    public LongAdder digits() {
        return digits;
    }

    /** RTCP packets on the port of the audio. */
    public LongAdder rtcp() {
        return rtcp;
    }

    /** Packets of a payload type that is not heard. */
    public LongAdder unknownPayload() {
        return unknownPayload;
    }

    /** Datagrams that are no RTP, or contradict themselves. */
    public LongAdder malformed() {
        return malformed;
    }

    /** Datagrams from where nothing was announced. */
    public LongAdder unannounced() {
        return unannounced;
    }

    /** Datagrams from outside the allowed networks. */
    public LongAdder outside() {
        return outside;
    }

    /** Streams that the engine did not want. */
    public LongAdder refused() {
        return refused;
    }

    /** Streams that were given up because nothing came. */
    public LongAdder idle() {
        return idle;
    }

    private LongAdder named(String name) {
        LongAdder counter = new LongAdder();
        byName.put(name, counter);
        return counter;
    }
}
