package io.callfuse.engine;

import io.callfuse.engine.action.BridgedAgent;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.policy.PolicySettings;
import java.util.Set;

/**
 * One version of the policy as calls are decided by it.
 *
 * @param rules what it says
 * @param engine how lines name the whole that decides
 * @param sha256 {@code sha256:} and the hash of what it says
 * @param queues those of Asterisk by which it chooses
 */
record PolicyInForce(CallDecisions.Rules rules, EngineIdentity engine, String sha256, Set<String> queues) {
    PolicyInForce(CallDecisions.Rules rules, EngineIdentity engine, String sha256) {
        this(rules, engine, sha256, rules.policy().queues());
    }

    /** Takes the policy out of a configuration. */
    static PolicyInForce of(EngineConfig.Policy policy, EngineIdentity engine, String sha256) {
        CallDecisions.Rules rules = new CallDecisions.Rules(
                policy.settings(),
                new BridgedAgent(policy.bridged().agentRoute()),
                policy.evidenceLink(),
                policy.dryRun(),
                policy.followUp(),
                policy.whisper());
        return new PolicyInForce(rules, engine, sha256);
    }

    /** Takes settings alone: agents are let go, nobody is in a dry run. */
    static PolicyInForce of(PolicySettings settings, EngineIdentity engine) {
        CallDecisions.Rules rules = new CallDecisions.Rules(settings, BridgedAgent.hangUp(), "", false);
        return new PolicyInForce(rules, engine, engine.config());
    }

    /** By what one call is decided. */
    PolicySettings settings() {
        return rules.policy();
    }

    /** How reports and the archive name it. */
    String version() {
        return settings().version();
    }
}
