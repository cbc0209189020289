package io.callfuse.engine.action.ami;

import static io.callfuse.engine.action.ami.AmiTestBench.order;
import static io.callfuse.engine.action.ami.AmiTestBench.withoutFallback;
import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.action.ami.FakeAmi.FakeChannel;
import io.callfuse.engine.action.ami.FakeAmi.Fault;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the agent to whom the caller is talking. */
@Timeout(60)
class BridgedAgentTest {
    private AmiTestBench bench;
    private FakeAmi asterisk;
    private FakeChannel agent;

    @BeforeEach
    void bridge() throws IOException {
        bench = new AmiTestBench().connected();
        asterisk = bench.asterisk;
        agent = asterisk.channel("PJSIP/agent-00000002", "1700000000.2", "support", "", 1);
        bench.caller.bridgePeer = agent.name;
        agent.bridgePeer = bench.caller.name;
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void shouldMoveBothInOneStepWhenAgentIsKept() throws Exception {
        SwitchOutcome outcome = bench.move(order("o1"));

        assertThat(outcome).isInstanceOf(SwitchOutcome.Moved.class);
        assertThat(outcome.why()).isEqualTo("redirected, the agent to route 'agent' (agent-after,s,1)");
        assertThat(bench.caller.place()).isEqualTo("soothing,s,1");
        assertThat(agent.place()).isEqualTo("agent-after,s,1");
        assertThat(asterisk.count("redirect")).isEqualTo(1);
    }

    @Test
    void shouldMoveCallerAloneWhenOperatorLetsAgentGo() throws Exception {
        assertThat(bench.move(withoutFallback("o1"))).isInstanceOf(SwitchOutcome.Moved.class);

        assertThat(asterisk.last("redirect")).doesNotContainKey("extrachannel");
    }

    @Test
    void shouldFindAgentBehindLocalChannels() throws Exception {
        FakeChannel near = asterisk.channel("Local/7@agents-0001;1", "1700000000.3", "agents", "7", 1);
        FakeChannel far = asterisk.channel("Local/7@agents-0001;2", "1700000000.4", "agents", "7", 1);
        bench.caller.bridgePeer = near.name;
        far.bridgePeer = agent.name;

        assertThat(bench.move(order("o1"))).isInstanceOf(SwitchOutcome.Moved.class);

        assertThat(asterisk.last("redirect")).containsEntry("extrachannel", agent.name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AudioSocket/127.0.0.1:9092-x", "Snoop/1", "PJSIP/a-1,PJSIP/b-2", "Local/9@gone-01;1"})
    void shouldMoveCallerAloneWhenPeerIsNoSingleAgent(String peer) throws Exception {
        bench.caller.bridgePeer = peer;

        assertThat(bench.move(order("o1"))).isInstanceOf(SwitchOutcome.Moved.class);

        assertThat(asterisk.last("redirect")).doesNotContainKey("extrachannel");
    }

    @Test
    void shouldLeaveCallerWithAgentWhenAgentWouldBeCutOff() throws Exception {
        asterisk.routes.remove("agent-after,s,1");

        SwitchOutcome outcome = bench.move(order("o1"));

        assertThat(outcome).isInstanceOf(SwitchOutcome.LeftInPlace.class);
        assertThat(outcome.why()).startsWith("the agent would be cut off");
        assertThat(asterisk.count("redirect")).isZero();
    }

    @Test
    void shouldMoveCallerAloneWhenAgentHangsUpInThatMoment() throws Exception {
        // The agent leaves between the look at the bridge and the Redirect.
        asterisk.hangUp(agent);

        assertThat(bench.move(order("o1"))).isInstanceOf(SwitchOutcome.Moved.class);

        assertThat(asterisk.count("redirect")).isEqualTo(2);
        assertThat(asterisk.last("redirect")).doesNotContainKey("extrachannel");
        assertThat(bench.caller.place()).isEqualTo("soothing,s,1");
    }

    @Test
    void shouldMoveBothToTheirRoutesWhenFirstAnswerIsLostUndone() throws Exception {
        asterisk.fault("redirect", Fault.CUT_BEFORE_DOING_IT);

        assertThat(bench.move(order("o1"))).isInstanceOf(SwitchOutcome.Moved.class);

        assertThat(asterisk.last("redirect")).containsEntry("extrachannel", agent.name);
        assertThat(agent.place()).isEqualTo("agent-after,s,1");
    }
}
