package io.callfuse.engine.action.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.ami.FakeAmi.Fault;
import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connecting, losing the connection, coming back; and what is told of it. */
@Timeout(60)
class AmiLinkTest {
    private AmiTestBench bench;
    private FakeAmi asterisk;

    @BeforeEach
    void open() throws IOException {
        bench = new AmiTestBench();
        asterisk = bench.asterisk;
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void shouldTellLiveChannelsAndThatNothingWasMissedWhenFirstConnected() {
        bench.connected();

        assertThat(bench.events.told).containsExactly("connected [1700000000.1]");
        assertThat(bench.events.missed).containsExactly(Duration.ZERO);
        assertThat(asterisk.last("login")).containsEntry("events", "call,dtmf,user");
    }

    @Test
    void shouldTellOnceThatConnectionIsLostAndOnceThatItIsBack() throws Exception {
        bench.connected();
        asterisk.stop();
        await().until(() -> bench.events.count("lost") == 1);
        asterisk.hangUp(bench.caller);
        asterisk.channel("PJSIP/trunk-9", "1700000009.1", "ivr", "s", 1);
        asterisk.restart();
        await().until(bench.control::isConnected);

        assertThat(bench.events.told).containsExactly("connected [1700000000.1]", "lost", "connected [1700000009.1]");
        assertThat(bench.events.missed.get(1)).isPositive();
    }

    @Test
    void shouldHearEventsAfterReconnecting() throws Exception {
        bench.connected();
        asterisk.cutAll();
        await().until(() -> bench.events.told.size() == 3);

        asterisk.event("Event: Hangup", "Channel: PJSIP/trunk-00000001", "Uniqueid: 1700000000.1", "Cause: 16");

        await().until(() -> bench.events.count("hungUp 1700000000.1 16") == 1);
    }

    @Test
    void shouldGiveUpConnectionThatStopsAnswering() {
        bench.connected();
        asterisk.fault("ping", Fault.SILENT_BEFORE_DOING_IT);

        await().until(() -> bench.events.count("lost") == 1);
        await().until(bench.control::isConnected);
    }

    @Test
    void shouldConnectAsSoonAsAsteriskIsThere() throws Exception {
        asterisk.stop();
        bench.control.start();
        assertThat(bench.control.isConnected()).isFalse();

        asterisk.restart();

        await().until(bench.control::isConnected);
    }

    @Test
    void shouldTryAgainWhenUserMayNotListChannels() {
        asterisk.fault("status", Fault.PERMISSION_DENIED);

        bench.connected();

        assertThat(asterisk.count("login")).isEqualTo(2);
    }

    @Test
    void shouldNotLeaveThreadsOfTheLibraryThatKeepTheEngineAlive() {
        bench.connected();

        Set<Thread> ours = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("ManagerConnection")
                        || thread.getName().equals("action-0"))
                .collect(Collectors.toSet());

        assertThat(ours).isNotEmpty().allMatch(Thread::isDaemon);
        assertThat(ours).noneMatch(thread -> thread.getName().contains("Reconnect"));
    }

    @Test
    void shouldNameUserAndPlaceToCheckWhenSecretIsWrong() {
        asterisk.secret = "another";

        assertThatThrownBy(() -> AmiCallControl.probe(bench.login(), AmiTestBench.quickTimes()))
                .isInstanceOf(AmiUnreachableException.class)
                .hasMessage("AMI 127.0.0.1:" + asterisk.address().getPort()
                        + ": user 'callfuse' refused: Authentication failed"
                        + " (check the user's secret, permit and deny in manager.conf)")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldNameAddressWhenNobodyListens() throws Exception {
        asterisk.stop();

        assertThatThrownBy(() -> AmiCallControl.probe(bench.login(), AmiTestBench.quickTimes()))
                .hasMessageStartingWith("AMI 127.0.0.1:" + asterisk.address().getPort() + ": connection refused");
    }

    @Test
    void shouldSayThatPeerIsSilentWhenNoGreetingComes() {
        asterisk.greets = false;

        assertThatThrownBy(() -> AmiCallControl.probe(bench.login(), AmiTestBench.quickTimes()))
                .hasMessageContaining("connected, but no answer to the login");
    }

    @Test
    void shouldNameHostWhenItIsUnknown() {
        AmiLogin login =
                new AmiLogin(InetSocketAddress.createUnresolved("no-such-host.invalid", 5038), "callfuse", "s3cret");

        assertThatThrownBy(() -> AmiCallControl.probe(login, AmiTestBench.quickTimes()))
                .hasMessage("AMI no-such-host.invalid:5038: unknown host");
    }

    @Test
    void shouldLeaveQuietlyAfterProbe() throws Exception {
        AmiCallControl.probe(bench.login(), AmiTestBench.quickTimes());

        assertThat(asterisk.count("logoff")).isEqualTo(1);
        assertThat(bench.events.told).isEmpty();
    }

    @Test
    void shouldNeverShowPassword() {
        assertThat(bench.login().toString()).contains("callfuse").doesNotContain("s3cret");
    }

    @Test
    void shouldRelayHangupDigitAndDialplanWatch() {
        bench.connected();
        CallId id = CallId.random();

        asterisk.event("Event: Hangup", "Channel: PJSIP/a-1", "Uniqueid: 17.1", "Cause: 17");
        asterisk.event("Event: DTMFEnd", "Channel: PJSIP/a-1", "Uniqueid: 17.2", "Digit: #", "Direction: Received");
        asterisk.event("Event: DTMFEnd", "Channel: PJSIP/a-1", "Uniqueid: 17.2", "Digit: 1", "Direction: Sent");
        asterisk.event("Event: UserEvent", "UserEvent: CallfuseWatch", "CallfuseId: not-an-id", "Uniqueid: 17.3");
        asterisk.event(
                "Event: UserEvent",
                "UserEvent: CallfuseWatch",
                "Channel: PJSIP/a-1",
                "Uniqueid: 17.4",
                "Linkedid: 17.0",
                "CallfuseId: " + id,
                "Uniqueid: 17.4");

        await().until(() -> bench.events.told.size() == 4);
        assertThat(bench.events.told.subList(1, 4))
                .containsExactly(
                        "hungUp 17.1 17", "digit 17.2 #", "watch " + id + " PJSIP/a-1 (uniqueid 17.4, linkedid 17.0)");
    }
}
