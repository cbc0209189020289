package io.callfuse.engine.action.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is looked at before the application is served, and what happens when the connection goes. */
@Timeout(60)
class AriConnectionTest {
    private AriTestBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new AriTestBench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldTellTheVersionWhereAllIsWell() throws Exception {
        assertThat(probe()).isEqualTo("22.10.1");
    }

    @Test
    void shouldNameTheModuleThatIsMissing() {
        bench.ari.run(() -> bench.ari.asterisk.missingModules.add("res_stasis_snoop.so"));
        assertThatThrownBy(this::probe)
                .isInstanceOf(AriUnreachableException.class)
                .hasMessageContainingAll("ARI 127.0.0.1:", "22.10.1", "res_stasis_snoop.so", "modules.conf");
    }

    @Test
    void shouldNameTheModuleThatTheWayOfTheAudioNeeds() {
        bench.ari.run(() -> bench.ari.asterisk.missingModules.add("chan_audiosocket.so"));
        assertThatThrownBy(this::probe).hasMessageContaining("chan_audiosocket.so");
    }

    @Test
    void shouldSayThatTheUserMayNotWrite() {
        bench.ari.run(() -> bench.ari.asterisk.readOnly = true);
        assertThatThrownBy(this::probe).hasMessageContaining("read_only = no");
    }

    @Test
    void shouldSayThatThePasswordIsWrongWithoutShowingIt() {
        bench.ari.expectedAuthorization = "Basic other";
        assertThatThrownBy(this::probe)
                .hasMessageContainingAll("user 'callfuse' refused", "ari.conf")
                .hasMessageNotContaining(FakeAri.PASSWORD);
        assertThat(bench.ari.login().toString()).doesNotContain(FakeAri.PASSWORD);
    }

    @Test
    void shouldSayThatNobodyListens() {
        bench.ari.stop();
        assertThatThrownBy(this::probe).hasMessageContaining("connection refused");
    }

    @Test
    void shouldConnectAsSoonAsAsteriskIsThere() {
        int port = bench.ari.stop();
        bench.control.start();
        bench.ari.startAgain(port);
        await().until(bench.control::isConnected);
        assertThat(bench.told).containsExactly("connected [] first");
    }

    @Test
    void shouldTellThatEventsAreMissedAndReadAnewWhatThereIs() {
        bench.connected();
        int port = bench.ari.stop();
        await().until(() -> bench.told.contains("lost"));
        assertThat(bench.control.isConnected()).isFalse();
        bench.ari.run(() -> bench.ari.asterisk.call("3.3"));
        bench.ari.startAgain(port);
        await().until(() -> bench.told.contains("connected [3.3] again"));
    }

    @Test
    void shouldNoticeAnAsteriskThatHasStalled() {
        bench.connected();
        // Nothing is answered any more, pings neither.
        java.util.concurrent.CountDownLatch over = new java.util.concurrent.CountDownLatch(1);
        Thread stall = new Thread(() -> bench.ari.run(() -> awaitQuietly(over)));
        stall.start();
        await().until(() -> bench.told.contains("lost"));
        over.countDown();
        await().until(() -> bench.told.contains("connected [] again"));
    }

    @Test
    void shouldKeepATapWaitingUntilTheConnectionIsThere() throws Exception {
        bench.ari.run(() -> bench.ari.asterisk.call("1.1"));
        CompletionStage<TapOutcome> tap = bench.control.startTap(AriTestBench.channel("1.1"), CallId.random());
        bench.connected();
        assertThat(AriTestBench.outcome(tap)).isInstanceOf(TapOutcome.Started.class);
    }

    @Test
    void shouldGiveUpWhatWaitsWhenTheEngineStops() throws Exception {
        CompletionStage<TapOutcome> tap = bench.control.startTap(AriTestBench.channel("1.1"), CallId.random());
        bench.control.close();
        assertThat(AriTestBench.outcome(tap)).isEqualTo(new TapOutcome.Failed("the engine is stopping"));
    }

    @Test
    void shouldUseFewConnectionsForManyRequests() throws Exception {
        bench.connected();
        for (int i = 0; i < 50; i++) {
            String id = "5." + i;
            bench.ari.run(() -> bench.ari.asterisk.call(id));
            bench.control.startTap(AriTestBench.channel(id), CallId.random());
        }
        await().atMost(Duration.ofSeconds(50))
                .until(() -> bench.ari.on(() -> bench.ari.asterisk.bridges.values().stream()
                                .filter(members -> members.size() == 2)
                                .count()
                        == 50));
        assertThat(bench.state()).isEqualTo("50 taps, 0 callers, 4 connections");
    }

    private String probe() throws AriUnreachableException {
        return AriProbe.look(bench.ari.login(), AriTestBench.quickTimes(), AudioSocketTap.MODULES);
    }

    private static void awaitQuietly(java.util.concurrent.CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
