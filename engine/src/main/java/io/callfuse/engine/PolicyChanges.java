package io.callfuse.engine;

import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.PolicyVersion;
import io.callfuse.engine.config.EngineConfig;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a change of the policy to those who work by it. */
final class PolicyChanges implements PolicyReload.Engine {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyChanges.class);

    private final Archive archive;
    private final CallOpener opener;
    private final Optional<JoinedCallControl> control;

    PolicyChanges(Archive archive, CallOpener opener, Optional<JoinedCallControl> control) {
        this.archive = archive;
        this.opener = opener;
        this.control = control;
    }

    @Override
    public boolean decideBy(PolicyInForce policy, boolean liveToo) {
        return opener.openBy(policy, liveToo);
    }

    @Override
    public void lookForRoutes(EngineConfig.Policy policy) {
        control.ifPresent(asked -> asked.lookFor(policy.routesInUse()));
    }

    @Override
    public void keep(PolicyVersion version, EngineIdentity identity) {
        ArchiveLine line = version.line(identity);
        archive.append(line).whenComplete((kept, failure) -> {
            if (failure != null) {
                LOG.error("the archive gave up the line {}: {}", line.id(), failure.getMessage());
            }
        });
    }
}
