package io.callfuse.engine;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which channels hold which watched calls, so that one that hangs up lets go of them. Thread-safe. */
final class Holders {
    private static final int REMEMBERED = 4096;

    private final Map<String, Set<LiveCall>> callsOfHolder = new ConcurrentHashMap<>();

    /** Says that a channel holds a call. One that never tells its end must not stay for ever: past a limit all are forgotten. */
    void hold(String uniqueId, LiveCall call) {
        if (callsOfHolder.size() >= REMEMBERED) {
            callsOfHolder.clear();
        }
        callsOfHolder
                .computeIfAbsent(uniqueId, holder -> ConcurrentHashMap.newKeySet())
                .add(call);
    }

    /** Says that a channel holds no call any more, and returns those it held. */
    Set<LiveCall> left(String uniqueId) {
        Set<LiveCall> held = callsOfHolder.remove(uniqueId);
        return held == null ? Set.of() : held;
    }
}
