package io.callfuse.engine;

import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.PolicyVersion;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.ConfigWatch;
import io.callfuse.engine.config.EffectiveConfig;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.LoadedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the policy of a running engine to what its file says now; a file that cannot be used changes nothing. A name that was in
 * force once never comes to mean something else, for decisions are told by it. Thread-safe.
 */
final class PolicyReload implements ConfigWatch.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyReload.class);

    private final EffectiveConfig started;
    private final Engine engine;
    private final Clock clock;
    private final Map<String, String> sha256ByVersion = new HashMap<>();
    private final LongAdder changes = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private EffectiveConfig running;
    private PolicyInForce inForce;
    private boolean owed;
    private List<String> restartOptions = List.of();

    /** What can carry out a change. */
    interface Engine {
        /**
         * Decides calls by this version from now on.
         *
         * @param liveToo whether the calls that are under watch go on by it
         * @return whether all of them have been told; where not, this is asked again
         */
        boolean decideBy(PolicyInForce policy, boolean liveToo);

        /** Has the log say which of its routes Asterisk does not have. */
        void lookForRoutes(EngineConfig.Policy policy);

        /** Keeps that this version came into force. */
        void keep(PolicyVersion version, EngineIdentity identity);
    }

    /** Begins with what an engine was started with, which is kept as in force. */
    PolicyReload(LoadedConfig loaded, PolicyInForce first, Engine engine, Clock clock) {
        started = loaded.effective();
        running = started;
        inForce = first;
        this.engine = engine;
        this.clock = clock;
        remember(loaded);
    }

    @Override
    public synchronized void changed(LoadedConfig newer) {
        tellWhatNeedsARestart(newer);
        EffectiveConfig next = started.withPolicyOf(newer.effective());
        EngineConfig.Policy policy = newer.config().policy();
        if (next.policyText().equals(running.policyText())) {
            return;
        }
        String version = policy.settings().version();
        String known = sha256ByVersion.get(version);
        if (known != null && !known.equals(next.policySha256())) {
            refusals.increment();
            LOG.error(
                    "{}: policy.version: '{}' named another policy before, and decisions are told by it; policy '{}' stays in"
                            + " force (hint: give the changed policy a name of its own)",
                    newer.source(),
                    version,
                    inForce.version());
            return;
        }
        boolean sameMeaning = next.policySha256().equals(running.policySha256());
        running = next;
        if (sameMeaning && !policy.change().liveCalls()) {
            return;
        }
        EngineIdentity before = inForce.engine();
        EngineIdentity identity = new EngineIdentity(before.version(), before.model(), next.sha256(), before.phrases());
        inForce = PolicyInForce.of(policy, identity, next.policySha256());
        owed = !engine.decideBy(inForce, policy.change().liveCalls());
        engine.lookForRoutes(policy);
        PolicyVersion kept = remember(newer);
        changes.increment();
        LOG.info(
                "policy '{}' is in force for {} (by {}{})",
                version,
                policy.change().liveCalls() ? "new and live calls" : "new calls",
                kept.changedBy(),
                kept.reason().isEmpty() ? "" : ": " + kept.reason());
    }

    @Override
    public synchronized void refused(ConfigException why) {
        refusals.increment();
        why.getMessage().lines().forEach(line -> LOG.error("{}; policy '{}' stays in force", line, inForce.version()));
    }

    /** Tells those workers again that had no room. */
    synchronized void settle() {
        if (owed) {
            owed = !engine.decideBy(inForce, true);
        }
    }

    /** How many changes took effect, and how many were refused. Any thread. */
    Map<String, LongAdder> counters() {
        return Map.of("changes", changes, "refusals", refusals);
    }

    private PolicyVersion remember(LoadedConfig loaded) {
        EngineConfig.PolicyChange change = loaded.config().policy().change();
        PolicyVersion version = new PolicyVersion(
                inForce.version(),
                loaded.effective().policySha256(),
                clock.instant(),
                change.liveCalls() ? "live-calls" : "new-calls",
                change.by()
                        .orElseGet(() -> loaded.file().map(PolicyReload::owner).orElse("")),
                change.reason(),
                loaded.effective().policyText());
        sha256ByVersion.put(version.version(), version.sha256());
        engine.keep(version, inForce.engine());
        return version;
    }

    private static String owner(Path file) {
        try {
            return Files.getOwner(file).getName();
        } catch (IOException | UnsupportedOperationException untold) {
            LOG.info(
                    "{}: its owner, who would stand for policy.changedBy, cannot be told: {}", file, untold.toString());
            return "";
        }
    }

    private void tellWhatNeedsARestart(LoadedConfig newer) {
        List<String> options = newer.effective().optionsOtherThanIn(started);
        if (!options.isEmpty() && !options.equals(restartOptions)) {
            LOG.warn("{}: changed, and needs a restart: {}", newer.source(), String.join(", ", options));
        }
        restartOptions = options;
    }
}
