package io.callfuse.engine.config;

import io.callfuse.engine.policy.PolicySettings;

/**
 * A configuration and where it came from.
 *
 * @param config what it says
 * @param source the file, or {@code defaults}
 * @param sha256 {@code sha256:} and the hash of the effective configuration: files that mean the same have the same
 */
public record LoadedConfig(EngineConfig config, String source, String sha256) {

    /** By what one call is decided. */
    public PolicySettings policySettings() {
        return config.policy().settings();
    }
}
