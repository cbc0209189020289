package io.callfuse.engine.archive;

import java.util.Objects;
import java.util.Optional;

/**
 * What produced a report: enough to produce it again.
 *
 * @param version of Callfuse
 * @param model version of the emotion model
 * @param config {@code sha256:} and the hash of the effective configuration
 * @param phrases {@code sha256:} and the hash of the operator's own phrase files; empty where there are none
 */
public record EngineIdentity(String version, String model, String config, Optional<String> phrases) {
    /** Rejects null. */
    public EngineIdentity {
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(model, "model is null");
        Objects.requireNonNull(config, "config is null");
        Objects.requireNonNull(phrases, "phrases is null");
    }

    /** Of an engine without phrases of the operator's own. */
    public EngineIdentity(String version, String model, String config) {
        this(version, model, config, Optional.empty());
    }
}
