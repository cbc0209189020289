package io.callfuse.engine.config;

import io.callfuse.engine.policy.PolicySettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A configuration and where it came from.
 *
 * @param config what it says
 * @param source the file, or {@code defaults}
 * @param effective what it says with all its defaults, as a tree
 * @param file the file, which may be looked at again; empty where it is none
 */
public record LoadedConfig(EngineConfig config, String source, EffectiveConfig effective, Optional<Path> file) {

    /** {@code sha256:} and the hash of the effective configuration: files that mean the same have the same. */
    public String sha256() {
        return effective.sha256();
    }

    /** By what one call is decided. */
    public PolicySettings policySettings() {
        return config.policy().settings();
    }
}
