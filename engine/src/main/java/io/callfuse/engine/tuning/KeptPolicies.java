package io.callfuse.engine.tuning;

import io.callfuse.engine.archive.PolicyVersion;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.PolicyText;
import io.callfuse.engine.policy.PolicySettings;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The policies that were in force. Any thread. */
public final class KeptPolicies {
    private final List<PolicyVersion> versions;
    private final Map<String, Optional<PolicySettings>> read = new ConcurrentHashMap<>();

    /** Of these versions, in any order. */
    public KeptPolicies(List<PolicyVersion> versions) {
        this.versions = versions.stream()
                .sorted(Comparator.comparing(PolicyVersion::since).reversed())
                .toList();
    }

    /** The policy that had this name at a time; empty where it is not kept, or cannot be used by this engine. */
    public Optional<PolicySettings> named(String name, Instant at) {
        return versions.stream()
                .filter(version ->
                        version.version().equals(name) && !version.since().isAfter(at))
                .findFirst()
                .flatMap(this::settings);
    }

    /** The policy with this hash; empty where it is not kept, or cannot be used by this engine. */
    public Optional<PolicySettings> hashed(String sha256) {
        return versions.stream()
                .filter(version -> version.sha256().equals(sha256))
                .findFirst()
                .flatMap(this::settings);
    }

    private Optional<PolicySettings> settings(PolicyVersion version) {
        return read.computeIfAbsent(version.text(), text -> {
            try {
                return Optional.of(PolicyText.settings(text));
            } catch (ConfigException ofAnotherEngine) {
                // Its calls are left out, and counted as such.
                return Optional.empty();
            }
        });
    }
}
