package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.PolicyVersion;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.EngineConfig;
import io.callfuse.engine.config.LoadedConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PolicyReloadTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path folder;

    private final Stub engine = new Stub();
    private PolicyReload reload;

    /** An engine that keeps what it is told. */
    private static final class Stub implements PolicyReload.Engine {
        private final List<PolicyInForce> policies = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private final List<PolicyVersion> kept = new ArrayList<>();
        private boolean room = true;

        @Override
        public boolean decideBy(PolicyInForce policy, boolean liveToo) {
            policies.add(policy);
            told.add(policy.version() + (liveToo ? " live" : " new"));
            return room;
        }

        @Override
        public void lookForRoutes(EngineConfig.Policy policy) {
            told.add("routes " + policy.routesInUse().size());
        }

        @Override
        public void keep(PolicyVersion version, EngineIdentity identity) {
            kept.add(version);
            Assertions.assertThat(identity.config()).startsWith("sha256:");
        }
    }

    @BeforeEach
    void begin() throws Exception {
        LoadedConfig first = load("version: '1'");
        PolicyInForce inForce = PolicyInForce.of(
                first.config().policy(),
                new EngineIdentity("test", "test", first.sha256()),
                first.effective().policySha256());
        reload = new PolicyReload(first, inForce, engine, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private LoadedConfig load(String policy) throws Exception {
        return loadWhole("policy: {" + policy + "}\n");
    }

    private LoadedConfig loadWhole(String text) throws Exception {
        return ConfigLoader.load(Files.writeString(folder.resolve("engine.yaml"), text));
    }

    private long count(String what) {
        return reload.counters().get(what).sum();
    }

    @Test
    void shouldKeepByWhichPolicyTheEngineBegan() throws Exception {
        assertThat(engine.told).isEmpty();
        assertThat(engine.kept).singleElement().satisfies(version -> {
            assertThat(version.version()).isEqualTo("1");
            assertThat(version.since()).isEqualTo(NOW);
            assertThat(version.changedBy())
                    .isEqualTo(Files.getOwner(folder.resolve("engine.yaml")).getName());
            assertThat(version.line(new EngineIdentity("e", "m", "c")).json())
                    .contains("\"type\":\"policy\"", "\"policy\":\"1\"", "\"reason\":\"\"", "\"text\":\"{");
        });
    }

    @Test
    void shouldDecideNewCallsByAChangedPolicyAndLookForItsRoutes() throws Exception {
        reload.changed(load("version: '2', dryRun: true, changedBy: Ann, reason: trial"));
        assertThat(engine.told).containsExactly("2 new", "routes 3");
        PolicyInForce now = engine.policies.get(0);
        assertThat(now.rules().dryRun()).isTrue();
        assertThat(now.engine().config()).isNotEqualTo(engine.policies.get(0).sha256());
        assertThat(engine.kept.get(1))
                .extracting(PolicyVersion::changedBy, PolicyVersion::reason, PolicyVersion::appliesTo)
                .containsExactly("Ann", "trial", "new-calls");
        assertThat(count("changes")).isEqualTo(1);
    }

    @Test
    void shouldTellLiveCallsWhereTheFileSaysSoAndAgainWhileThereIsNoRoom() throws Exception {
        engine.room = false;
        reload.changed(load("version: '2', fuse: {enterThreshold: 70}, appliesTo: live-calls"));
        reload.settle();
        engine.room = true;
        reload.settle();
        reload.settle();
        assertThat(engine.told).containsExactly("2 live", "routes 3", "2 live", "2 live");
    }

    @Test
    void shouldApplyToLiveCallsWhatWasForNewOnesWhenTheFileSaysSoLater() throws Exception {
        reload.changed(load("version: '2', dryRun: true"));
        reload.changed(load("version: '2', dryRun: true, appliesTo: live-calls"));
        assertThat(engine.told).containsExactly("2 new", "routes 3", "2 live", "routes 3");
    }

    @Test
    void shouldChangeNothingWhereTheFileMeansTheSame() throws Exception {
        reload.changed(load("version: '1', dryRun: false"));
        reload.changed(load("version: '1', reason: only words"));
        assertThat(engine.told).isEmpty();
        assertThat(count("changes")).isZero();
        assertThat(count("refusals")).isZero();
    }

    @Test
    void shouldRefuseANameThatMeantAnotherPolicy() throws Exception {
        reload.changed(load("version: '2', dryRun: true"));
        reload.changed(load("version: '1', fuse: {enterThreshold: 90}"));
        reload.changed(load("version: '2'"));
        assertThat(engine.told).containsExactly("2 new", "routes 3");
        assertThat(count("refusals")).isEqualTo(2);
        reload.changed(load("version: '1'"));
        assertThat(engine.told).endsWith("1 new", "routes 3");
        assertThat(engine.kept).hasSize(3);
    }

    @Test
    void shouldKeepThePolicyWhereTheFileIsRefused() throws Exception {
        try {
            load("fuse: {dwell: soon}");
        } catch (ConfigException refused) {
            reload.refused(refused);
        }
        assertThat(engine.told).isEmpty();
        assertThat(count("refusals")).isEqualTo(1);
    }

    @Test
    void shouldTakeThePolicyAloneOutOfAFileThatChangedElsewhereToo() throws Exception {
        LoadedConfig newer = loadWhole("policy: {version: '2'}\nengine: {maxCalls: 7}\nagi: {maxPerPeer: 3}\n");
        assertThat(newer.effective().optionsOtherThanIn(ConfigLoader.defaults().effective()))
                .containsExactly("agi.maxPerPeer", "engine.maxCalls");
        reload.changed(newer);
        assertThat(engine.told).containsExactly("2 new", "routes 3");
        assertThat(engine.policies.get(0).engine().config())
                .isEqualTo(load("version: '2'").sha256())
                .isNotEqualTo(newer.sha256());
    }
}
