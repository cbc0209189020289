package io.callfuse.engine.ingress.websocket;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the WebSocket inlet has seen since the engine started. Written by the inlet, read by anyone. */
public final class WebSocketCounters {
    private final Map<String, LongAdder> byName = new LinkedHashMap<>();
    private final Map<WebSocketFault, LongAdder> faults = new EnumMap<>(WebSocketFault.class);
    private final LongAdder connections = named("connections");
    private final LongAdder streams = named("streams");
    private final LongAdder audioMessages = named("audio_messages");
    private final LongAdder digits = named("digits");
    private final LongAdder flowOff = named("flow_off");
    private final LongAdder flowOn = named("flow_on");
    private final LongAdder bursts = named("bursts");
    private final LongAdder skippedMs = named("skipped_ms");
    private final LongAdder connectionsLost = named("connections_lost");

    /** Starts all counters at zero. */
    public WebSocketCounters() {
        for (WebSocketFault fault : WebSocketFault.values()) {
            faults.put(fault, named(fault.counterName()));
        }
    }

    /** All counters by name, in a fixed order. */
    public Map<String, LongAdder> byName() {
        return Collections.unmodifiableMap(byName);
    }

    /** How often this was wrong with a peer. */
    public LongAdder faults(WebSocketFault fault) {
        return faults.get(fault);
    }

    /** Connections, whoever opened them. */
    public LongAdder connections() {
        return connections;
    }

    /** Connections of a call that the engine wanted. */
    public LongAdder streams() {
        return streams;
    }

    /** Messages of audio, those that were skipped too. */
    public LongAdder audioMessages() {
        return audioMessages;
    }

    /** Keys that callers pressed. */
    public LongAdder digits() {
        return digits;
    }

    /** How often Asterisk said MEDIA_XOFF: its own queue is full, though nothing is sent to it. */
    public LongAdder flowOff() {
        return flowOff;
    }

    /** How often Asterisk said MEDIA_XON. */
    public LongAdder flowOn() {
        return flowOn;
    }

    /** How often a stream brought so much at once that a part had to be skipped. */
    public LongAdder bursts() {
        return bursts;
    }

    /** Audio that was skipped since it came too late, ms. */
    public LongAdder skippedMs() {
        return skippedMs;
    }

    /** Streams that ended without a close. */
    public LongAdder connectionsLost() {
        return connectionsLost;
    }

    private LongAdder named(String name) {
        LongAdder counter = new LongAdder();
        byName.put(name, counter);
        return counter;
    }
}
