package io.callfuse.engine.ingress.audiosocket;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the AudioSocket inlet has seen since the engine started. Written by the inlet, read by anyone. */
public final class AudioSocketCounters {
    private final Map<String, LongAdder> byName = new LinkedHashMap<>();
    private final Map<Rejection, LongAdder> rejected = new EnumMap<>(Rejection.class);
    private final LongAdder connections = named("connections");
    private final LongAdder streams = named("streams");
    private final LongAdder audioMessages = named("audio_messages");
    private final LongAdder muLawMessages = named("mu_law_messages");
    private final LongAdder digits = named("digits");
    private final LongAdder silenceSent = named("silence_sent");
    private final LongAdder silenceSkipped = named("silence_skipped");
    private final LongAdder connectionsLost = named("connections_lost");

    /** Starts all counters at zero. */
    public AudioSocketCounters() {
        for (Rejection reason : Rejection.values()) {
            rejected.put(reason, named(reason.counterName()));
        }
    }

    /** All counters by name, in a fixed order. */
    public Map<String, LongAdder> byName() {
        return Collections.unmodifiableMap(byName);
    }

    /** Peers sent away for this reason. */
    public LongAdder rejected(Rejection reason) {
        return rejected.get(reason);
    }

    /** Connections accepted. */
    public LongAdder connections() {
        return connections;
    }

    /** Connections that named a call the engine wanted. */
    public LongAdder streams() {
        return streams;
    }

    /** Messages of audio of any kind. */
    public LongAdder audioMessages() {
        return audioMessages;
    }

    /** Messages of audio that said linear but were mu-law. */
    public LongAdder muLawMessages() {
        return muLawMessages;
    }

    /** Keys that callers pressed. */
    public LongAdder digits() {
        return digits;
    }

    /** Messages of silence sent back. */
    public LongAdder silenceSent() {
        return silenceSent;
    }

    /** Messages of silence not sent, because the peer does not read. */
    public LongAdder silenceSkipped() {
        return silenceSkipped;
    }

    /** Streams that ended amid a message or by an error of the network. */
    public LongAdder connectionsLost() {
        return connectionsLost;
    }

    private LongAdder named(String name) {
        LongAdder counter = new LongAdder();
        byName.put(name, counter);
        return counter;
    }
}
