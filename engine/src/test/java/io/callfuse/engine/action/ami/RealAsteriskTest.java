package io.callfuse.engine.action.ami;

import static io.callfuse.engine.action.ami.AmiTestBench.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.BridgedAgent;
import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Route;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.asteriskjava.manager.action.OriginateAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The same against a real Asterisk, with a caller made of a Local channel. Runs where the environment says {@code CALLFUSE_AMI}
 * (host:port), {@code CALLFUSE_AMI_USER} and {@code CALLFUSE_AMI_PASSWORD} (with the rights of {@link AmiLogin}), {@code
 * CALLFUSE_AMI_WAIT} (extension@context where a caller stays) and {@code CALLFUSE_AMI_ROUTE} (context,extension to move to).
 */
@Timeout(60)
@EnabledIfEnvironmentVariable(named = "CALLFUSE_AMI", matches = ".+", disabledReason = "no Asterisk is given")
class RealAsteriskTest {
    private static final Route NOWHERE = new Route("nowhere", "callfuse-no-such-context", "s", 1);

    private final RecordedEvents events = new RecordedEvents();
    private final CallId id = CallId.random();
    private final String farId = "callfuse-test-" + UUID.randomUUID();
    /** Asterisk names the second half of a Local channel after the first. */
    private final String callerId = farId + ";2";

    private final CallChannel caller = new CallChannel("", callerId, "", "");
    private ServerSocket audioSocket;
    private AmiCallControl control;
    private AmiSession operator;

    @BeforeEach
    void call() throws Exception {
        audioSocket = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        audioSocket.setSoTimeout(5000);
        control = control(new InetSocketAddress("127.0.0.1", audioSocket.getLocalPort()));
        operator = AmiSession.open(login(), AmiTimes.defaults(), event -> {}, () -> {});
        OriginateAction action = new OriginateAction();
        action.setChannel("Local/" + System.getenv("CALLFUSE_AMI_WAIT") + "/n");
        action.setApplication("Wait");
        action.setData("50");
        action.setAsync(true);
        action.setChannelId(farId);
        operator.originate(action);
        await().until(() -> operator.status(callerId).isPresent());
    }

    @AfterEach
    void hangUp() throws Exception {
        if (operator.status(farId).isPresent()) {
            operator.setVariables(farId, Map.of("TIMEOUT(absolute)", "1"));
        }
        operator.close();
        control.close();
        audioSocket.close();
    }

    @Test
    void shouldMoveCallerAndSeeHimThere() throws Exception {
        SwitchOutcome outcome = outcome(control.switchCaller(order(route(), Optional.empty())));

        assertThat(outcome).isInstanceOf(SwitchOutcome.Moved.class);
        assertThat(wasBroughtToTheRoute()).isTrue();
    }

    @Test
    void shouldMoveCallerToFallbackWhenTargetIsNowhere() throws Exception {
        SwitchOutcome outcome = outcome(control.switchCaller(order(NOWHERE, Optional.of(route()))));

        assertThat(outcome).isInstanceOf(SwitchOutcome.MovedToFallback.class);
        assertThat(wasBroughtToTheRoute()).isTrue();
    }

    /** A sample route hands the caller over at once. */
    private boolean wasBroughtToTheRoute() throws Exception {
        Place now = operator.status(callerId).orElseThrow().place();
        return now.isAt(route()) || now.context().equals("callfuse-handover");
    }

    @Test
    void shouldLeaveCallerInPlaceWhenThereIsNowhereToGo() throws Exception {
        Place before = operator.status(callerId).orElseThrow().place();

        assertThat(outcome(control.switchCaller(order(NOWHERE, Optional.empty()))))
                .isInstanceOf(SwitchOutcome.LeftInPlace.class);
        assertThat(operator.status(callerId).orElseThrow().place().inSameExtension(before))
                .isTrue();
    }

    @Test
    void shouldStartTapThatAnnouncesTheCall() throws Exception {
        var stage = control.startTap(caller, id);

        try (Socket tap = audioSocket.accept()) {
            DataInputStream in = new DataInputStream(tap.getInputStream());
            assertThat(in.readUnsignedByte()).isEqualTo(1);
            assertThat(in.readUnsignedShort()).isEqualTo(16);
            assertThat(new UUID(in.readLong(), in.readLong())).isEqualTo(id.uuid());
        }
        assertThat(outcome(stage)).isInstanceOf(TapOutcome.Started.class);
        assertThat(operator.status(callerId)).isPresent();
    }

    @Test
    void shouldLearnThatNobodyTakesTheTap() throws Exception {
        audioSocket.close();

        assertThat(outcome(control.startTap(caller, id))).isInstanceOf(TapOutcome.Failed.class);
        assertThat(operator.status(callerId)).isPresent();
    }

    @Test
    void shouldHearDialplanThatHasStartedItsOwnTap() throws Exception {
        OriginateAction action = new OriginateAction();
        action.setChannel("Local/" + System.getenv("CALLFUSE_AMI_WAIT"));
        action.setApplication("UserEvent");
        action.setData("CallfuseWatch,CallfuseId: " + id);
        action.setAsync(true);
        operator.originate(action);

        await().until(() -> events.told.stream().anyMatch(told -> told.startsWith("watch " + id + " Local/")));
    }

    @Test
    void shouldHearThatCallEnds() throws Exception {
        operator.setVariables(farId, Map.of("TIMEOUT(absolute)", "1"));

        await().until(() -> events.told.stream().anyMatch(told -> told.startsWith("hungUp " + callerId + " ")));
    }

    @Test
    void shouldMarkCallAndItsRecord() throws Exception {
        control.publish(caller, Map.of("CALLFUSE_SCORE", "81.0", "CDR(userfield)", "score=81;route=soothing"));
        control.userEvent("CallfuseFuse", Map.of("CallfuseId", id.toString()));
        outcome(control.switchCaller(order(route(), Optional.empty())));

        assertThat(control.failedMarks()).isZero();
    }

    @Test
    void shouldSayThatAsteriskRefusesTheSecret() {
        AmiLogin wrong = new AmiLogin(login().address(), login().username(), "not the secret");

        assertThatThrownBy(() -> AmiCallControl.probe(wrong, AmiTimes.defaults()))
                .isInstanceOf(AmiUnreachableException.class)
                .hasMessageContaining("refused: Authentication failed");
    }

    private SwitchOrder order(Route target, Optional<Route> fallback) {
        Map<String, String> variables = Map.of("CALLFUSE_ID", id.toString());
        return new SwitchOrder(
                "o-" + id, id, caller, target, fallback.stream().toList(), BridgedAgent.keep(route()), variables);
    }

    private static Route route() {
        String[] parts = System.getenv("CALLFUSE_AMI_ROUTE").split(",");
        return new Route("soothing", parts[0], parts[1], 1);
    }

    private static AmiLogin login() {
        String[] address = System.getenv("CALLFUSE_AMI").split(":");
        return new AmiLogin(
                new InetSocketAddress(address[0], Integer.parseInt(address[1])),
                System.getenv("CALLFUSE_AMI_USER"),
                System.getenv("CALLFUSE_AMI_PASSWORD"));
    }

    private AmiCallControl control(InetSocketAddress tap) throws IOException {
        AmiSettings settings =
                new AmiSettings(login(), AmiTimes.defaults(), tap, Duration.ofSeconds(2), AmiSettings.QUEUED_ORDERS);
        AmiCallControl made = new AmiCallControl(settings, events);
        made.start();
        await().until(made::isConnected);
        return made;
    }
}
