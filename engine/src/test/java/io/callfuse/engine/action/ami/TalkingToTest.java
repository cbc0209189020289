package io.callfuse.engine.action.ami;

import static io.callfuse.engine.action.ami.AmiTestBench.CALLER;
import static io.callfuse.engine.action.ami.AmiTestBench.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.PeerLook;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.ami.FakeAmi.FakeChannel;
import io.callfuse.engine.action.ami.FakeAmi.Fault;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a caller talks to, as Asterisk tells it when asked, and taps of those. */
@Timeout(60)
class TalkingToTest {
    private static final String AGENT = "PJSIP/agent-00000002";
    private static final CallChannel ANN = new CallChannel(AGENT, "1700000000.2", "1700000000.2", "");

    private AmiTestBench bench;
    private FakeAmi asterisk;

    @BeforeEach
    void connect() throws IOException {
        bench = new AmiTestBench().connected();
        asterisk = bench.asterisk;
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private PeerLook look() throws Exception {
        return outcome(bench.control.talkingTo(CALLER));
    }

    @Test
    void shouldReadHowManyPacketsACallerHasSentWhereAsteriskCanTell() throws Exception {
        String received = bench.caller.uniqueId + "|CHANNEL(rtcp,rxcount,audio)";
        for (String unknown : new String[] {"", "none", "-1", "99999999999999999999"}) {
            asterisk.variables.put(received, unknown);
            assertThat(outcome(bench.control.packetsReceived(CALLER))).isEmpty();
        }
        asterisk.variables.put(received, "1234");
        assertThat(outcome(bench.control.packetsReceived(CALLER))).hasValue(1234);
    }

    @Test
    void shouldNameTheAgentAlsoBehindLocalChannels() throws Exception {
        asterisk.channel(AGENT, ANN.uniqueId(), "support", "", 1);
        bench.caller.bridgePeer = AGENT;
        assertThat(look()).isEqualTo(new PeerLook.Talking(ANN, "b1"));

        FakeChannel near = asterisk.channel("Local/7@agents-0001;1", "1700000000.3", "agents", "7", 1);
        FakeChannel far = asterisk.channel("Local/7@agents-0001;2", "1700000000.4", "agents", "7", 1);
        bench.caller.bridgePeer = near.name;
        far.bridgePeer = AGENT;
        assertThat(look()).isEqualTo(new PeerLook.Talking(ANN, "b1"));
    }

    @Test
    void shouldSayThatNobodyIsThereWhereTheCallerIsInNoBridgeOrGone() throws Exception {
        assertThat(look()).isEqualTo(new PeerLook.Alone());
        asterisk.hangUp(bench.caller);
        assertThat(look()).isEqualTo(new PeerLook.Alone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AudioSocket/127.0.0.1:9092-x", "Snoop/1", "PJSIP/a-1,PJSIP/b-2"})
    void shouldTakeNoMachineAndNoConferenceForAnAgent(String peer) throws Exception {
        bench.caller.bridgePeer = peer;
        assertThat(look()).isEqualTo(new PeerLook.Alone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Local/9@not-yet-bridged-01;1", "PJSIP/just-gone-3"})
    void shouldAskForAnotherLookWhereTheMomentDoesNotTell(String peer) throws Exception {
        bench.caller.bridgePeer = peer;
        assertThat(look()).isInstanceOf(PeerLook.Undecided.class);
    }

    @Test
    void shouldSayWhereAsteriskCouldNotBeAsked() throws Exception {
        asterisk.fault("status", Fault.PERMISSION_DENIED);
        assertThat(look()).isEqualTo(new PeerLook.Unknown("Permission denied"));
        asterisk.fault("status", Fault.CUT_BEFORE_DOING_IT);
        assertThat(look()).isInstanceOf(PeerLook.Unknown.class);
    }

    @Test
    void shouldTellOfChannelsThatEnterAndLeaveBridges() {
        for (String event : new String[] {"BridgeEnter", "BridgeLeave"}) {
            asterisk.event(
                    "Event: " + event,
                    "Privilege: call,all",
                    "BridgeUniqueid: b-7",
                    "BridgeNumChannels: 1",
                    "Channel: " + AGENT,
                    "Uniqueid: 1.2",
                    "Linkedid: 1.1");
        }
        await().until(() -> bench.events.count("bridge b-7 " + AGENT + " (uniqueid 1.2, linkedid 1.1)") == 2);
    }

    @Test
    void shouldGoOnTappingCallersWhereAgentsCannotBeTapped() throws Exception {
        for (int tap = 1; tap <= 3; tap++) {
            int before = (int) asterisk.count("originate");
            CompletionStage<TapOutcome> stage = bench.control.startAgentTap(ANN, CallId.random());
            await().until(() -> asterisk.count("originate") == before + 1);
            assertThat(asterisk.last("originate")).containsEntry("data", "1700000000.2,uqoESl");
            answer("Failure");
            assertThat(outcome(stage)).isInstanceOf(TapOutcome.Failed.class);
        }
        assertThat(outcome(bench.control.startAgentTap(ANN, CallId.random())))
                .as("not asked for again so soon")
                .isInstanceOf(TapOutcome.Failed.class);
        assertThat(asterisk.count("originate")).isEqualTo(3);
        CompletionStage<TapOutcome> caller = bench.control.startTap(CALLER, CallId.random());
        await().until(() -> asterisk.count("originate") == 4);
        answer("Success");
        assertThat(outcome(caller)).isInstanceOf(TapOutcome.Started.class);
    }

    private void answer(String response) {
        asterisk.event(
                "Event: OriginateResponse",
                "Privilege: call,all",
                "ActionID: " + asterisk.last("originate").get("actionid"),
                "Response: " + response,
                "Uniqueid: 17.9");
    }
}
