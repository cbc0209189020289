package io.callfuse.engine.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether the engine is alive, and whether it can take calls. For any thread; answers at once. */
public interface Health {
    /** Whether every worker makes progress. */
    Report alive();

    /** Whether a new call would be watched, moved and recorded. */
    Report ready();

    /**
     * An answer.
     *
     * @param ok whether everything is as it should be
     * @param checks what was looked at, and how it stands, in a few words
     */
    record Report(boolean ok, Map<String, String> checks) {
        /** Keeps the order of the checks. */
        public Report {
            checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
        }
    }
}
