package io.callfuse.engine.archive;

import java.util.Objects;

/**
 * What produced a report: enough to produce it again.
 *
 * @param version of Callfuse
 * @param model version of the emotion model
 * @param config {@code sha256:} and the hash of the effective configuration
 */
public record EngineIdentity(String version, String model, String config) {
    /** Rejects null. */
    public EngineIdentity {
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(model, "model is null");
        Objects.requireNonNull(config, "config is null");
    }
}
