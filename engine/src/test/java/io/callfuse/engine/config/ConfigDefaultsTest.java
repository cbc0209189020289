package io.callfuse.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.ingress.rtp.RtpSettings;
import io.callfuse.engine.policy.Route;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every default, one by one: a change of any is a change for every operator. */
@Timeout(30)
class ConfigDefaultsTest {
    private final LoadedConfig loaded = ConfigLoader.defaults();
    private final EngineConfig config = loaded.config();

    @Test
    void shouldSayThatNoFileWasRead() {
        assertThat(loaded.source()).isEqualTo("defaults");
        assertThat(loaded.sha256()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void shouldListenOnLoopbackAlone() {
        assertThat(config.audiosocket().listen()).isEqualTo(new InetSocketAddress("127.0.0.1", 9092));
        assertThat(config.agi().listen()).isEqualTo(new InetSocketAddress("127.0.0.1", 4573));
        assertThat(config.audiosocket().listen().getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(config.agi().listen().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void shouldCloseASilentConnectionAfterTenSecondsAndListenToAQuestion() {
        assertThat(config.audiosocket().identifyWithin()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.audiosocket().unannounced()).isEqualTo(EngineConfig.Unannounced.QUESTION);
    }

    @Test
    void shouldReceiveRtpOnlyWhereToldAndThenFromThisMachineWaitingSixtyMilliseconds() {
        RtpSettings rtp = config.rtp().settings();
        assertThat(config.rtp().enabled()).isFalse();
        assertThat(rtp.listen()).isEqualTo(new InetSocketAddress("127.0.0.1", 16_384));
        assertThat(rtp.ports()).isEmpty();
        assertThat(rtp.host()).isEmpty();
        assertThat(rtp.allow()).isEqualTo(Networks.LOOPBACK);
        assertThat(rtp.delay()).isEqualTo(Duration.ofMillis(60));
        assertThat(rtp.idleTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldReachTheManagerInterfaceOnThisMachine() {
        EngineConfig.Ami ami = config.ami();
        assertThat(ami.enabled()).isTrue();
        assertThat(ami.address()).isEqualTo(InetSocketAddress.createUnresolved("127.0.0.1", 5038));
        assertThat(ami.username()).isEqualTo("callfuse");
        assertThat(ami.password()).isEqualTo(new PasswordSource(Optional.empty(), "CALLFUSE_AMI_PASSWORD"));
        assertThat(ami.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(ami.responseTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(ami.reconnect().initial()).isEqualTo(Duration.ofMillis(500));
        assertThat(ami.reconnect().max()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldLeaveTheRestInterfaceAlone() {
        EngineConfig.Ari ari = config.ari();
        assertThat(ari.enabled()).isFalse();
        assertThat(ari.address()).isEqualTo(InetSocketAddress.createUnresolved("127.0.0.1", 8088));
        assertThat(ari.tls()).isFalse();
        assertThat(ari.trustFile()).isEmpty();
        assertThat(ari.app()).isEqualTo("callfuse");
        assertThat(ari.username()).isEqualTo("callfuse");
        assertThat(ari.password()).isEqualTo(new PasswordSource(Optional.empty(), "CALLFUSE_ARI_PASSWORD"));
        assertThat(ari.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(ari.responseTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(ari.connections()).isEqualTo(8);
        assertThat(ari.reconnect().initial()).isEqualTo(Duration.ofMillis(500));
        assertThat(ari.reconnect().max()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldTapToTheAddressOnWhichItListens() {
        assertThat(config.tap().by()).isEqualTo(EngineConfig.TapBy.CHANSPY);
        assertThat(config.tap().audiosocketAddress()).isEmpty();
        assertThat(config.tap().answerTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldTripAtSeventyFiveHeldForThreeSeconds() {
        assertThat(loaded.policySettings().fuse().enterThreshold()).isEqualTo(75);
        assertThat(loaded.policySettings().fuse().exitThreshold()).isEqualTo(60);
        assertThat(loaded.policySettings().fuse().dwell()).isEqualTo(Duration.ofSeconds(3));
        assertThat(loaded.policySettings().fuse().cooldown()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void shouldClassifyByTwentyAndDecideBySixtySeconds() {
        assertThat(loaded.policySettings().version()).isEqualTo("1");
        assertThat(loaded.policySettings().classifyBy()).isEqualTo(Duration.ofSeconds(20));
        assertThat(loaded.policySettings().decideBy()).isEqualTo(Duration.ofSeconds(60));
        assertThat(loaded.policySettings().minimumSpeech()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldMoveTheCallerToSoothingAndKeepTheAgent() {
        Route soothing = route("soothing");
        Route fallback = route("fallback");
        Route agent = route("agent");
        assertThat(config.policy().routes().values())
                .containsExactlyInAnyOrder(soothing, route("technical"), fallback, agent);
        assertThat(loaded.policySettings().switchRoute()).isEqualTo(soothing);
        assertThat(loaded.policySettings().fallback()).contains(fallback);
        assertThat(config.policy().bridged().agentRoute()).contains(agent);
        assertThat(config.policy().dryRun()).isFalse();
    }

    @Test
    void shouldAnswerNoAsynchronousAgi() {
        assertThat(config.agi().async()).isEmpty();
    }

    @Test
    void shouldLeaveAgentsAlone() {
        assertThat(config.agent().words()).isFalse();
        assertThat(config.agent().leg()).isFalse();
    }

    @Test
    void shouldUseEveryCoreAndBoundItsQueues() {
        assertThat(config.engine().workers()).isZero();
        assertThat(config.engine().queueFrames()).isEqualTo(64);
        assertThat(config.engine().gapAfter()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.engine().maxCalls()).isEqualTo(2000);
        assertThat(config.engine().lateAfter()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.engine().refuseWhenLate()).isTrue();
    }

    @Test
    void shouldKeepTheArchiveBesideTheEngineAndUseTheEmbeddedModel() {
        assertThat(config.archive().directory()).isEqualTo(Path.of("./callfuse-data/archive"));
        assertThat(config.archive().database())
                .isEqualTo(new EngineConfig.Database(
                        "sqlite", "callfuse", new PasswordSource(Optional.empty(), "CALLFUSE_DATABASE_PASSWORD")));
        assertThat(config.model().file()).isEmpty();
    }

    /** A route of the dialplan include that comes with the engine. */
    private static Route route(String name) {
        return new Route(name, "callfuse-routes", name, 1);
    }
}
