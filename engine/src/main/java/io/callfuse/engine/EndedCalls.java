package io.callfuse.engine;

import io.callfuse.engine.call.CallId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What came of the calls that ended last. Thread-safe. */
final class EndedCalls {
    /** How many calls are remembered: all of a demonstration, and little memory. */
    static final int REMEMBERED = 256;

    private final Map<CallId, AnalysedCall> calls = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CallId, AnalysedCall> eldest) {
            return size() > REMEMBERED;
        }
    };

    synchronized void keep(CallId id, AnalysedCall call) {
        calls.put(id, call);
    }

    synchronized Optional<AnalysedCall> find(CallId id) {
        return Optional.ofNullable(calls.get(id));
    }
}
