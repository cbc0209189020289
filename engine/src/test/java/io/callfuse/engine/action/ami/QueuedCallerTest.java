package io.callfuse.engine.action.ami;

import static io.callfuse.engine.action.ami.AmiTestBench.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.action.ami.FakeAmi.Fault;
import io.callfuse.engine.policy.Reception;
import io.callfuse.engine.policy.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routes that name their queue: it must exist, and whoever waits in it already is raised there. */
@Timeout(60)
class QueuedCallerTest {
    private AmiTestBench bench;
    private FakeAmi asterisk;

    @BeforeEach
    void connect() throws IOException {
        bench = new AmiTestBench().connected();
        asterisk = bench.asterisk;
        asterisk.queues = Set.of("calm");
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void shouldRaiseACallerWhoWaitsInTheQueueAndMoveHimNowhere() throws Exception {
        waitIn("calm,cr,,,60");

        SwitchOutcome outcome = bench.move(order("calm"));

        assertThat(outcome).isInstanceOf(SwitchOutcome.Moved.class);
        assertThat(outcome.why()).startsWith("raised to priority 7 in the queue 'calm'");
        assertThat(asterisk.count("redirect")).isZero();
        assertThat(asterisk.last("queuechangeprioritycaller"))
                .containsEntry("queue", "calm")
                .containsEntry("caller", bench.caller.name)
                .containsEntry("priority", "7")
                .containsEntry("immediate", "yes");
        assertThat(asterisk.count("setvar"))
                .as("told to the agent all the same")
                .isPositive();
    }

    @Test
    void shouldMoveACallerWhoWaitsInAnotherQueue() throws Exception {
        waitIn("support,c");

        assertThat(bench.move(order("calm")).why()).isEqualTo("redirected");
        assertThat(asterisk.count("queuechangeprioritycaller")).isZero();
    }

    @Test
    void shouldMoveACallerWhoTalksToAnAgentOfTheQueue() throws Exception {
        waitIn("calm");
        asterisk.channel("PJSIP/agent-00000007", "1700000000.7", "agents", "s", 1);
        bench.caller.bridgePeer = "PJSIP/agent-00000007";

        assertThat(bench.move(order("calm")).why()).startsWith("redirected");
        assertThat(asterisk.count("queuechangeprioritycaller")).isZero();
    }

    @Test
    void shouldMoveACallerWhoCannotBeRaised() throws Exception {
        waitIn("calm");
        asterisk.fault("queuechangeprioritycaller", Fault.REFUSED);

        assertThat(bench.move(order("calm")).why()).isEqualTo("redirected");
        assertThat(bench.caller.place()).isEqualTo("soothing,s,1");
    }

    @Test
    void shouldMoveToTheFallbackWhenTheQueueDoesNotExist() throws Exception {
        assertThat(bench.move(order("gone")))
                .isEqualTo(new SwitchOutcome.MovedToFallback(
                        OPERATOR, "the queue 'gone' of route 'soothing' (soothing,s,1) does not exist"));
    }

    @Test
    void shouldMoveWhereItCannotBeKnownWhetherTheQueueExists() throws Exception {
        asterisk.queues = null;

        assertThat(bench.move(order("gone")).why()).isEqualTo("redirected");
    }

    @Test
    void shouldAskOnceForEachRouteOfThePolicyAndItsQueue() {
        bench.control.lookFor(List.of(order("gone").target(), OPERATOR));

        await().until(() -> asterisk.actions.stream()
                .map(action -> action.getOrDefault("variable", ""))
                .toList()
                .containsAll(List.of(
                        "DIALPLAN_EXISTS(soothing,s,1)", "QUEUE_EXISTS(gone)", "DIALPLAN_EXISTS(operator,0,1)")));
    }

    @Test
    void shouldRelayWhatTheDialplanTellsOfAHandover() {
        asterisk.event(
                "Event: UserEvent",
                "UserEvent: CallfuseHandover",
                "Uniqueid: 17.3",
                "Step: unanswered",
                "Queue: calm",
                "Status: TIMEOUT",
                "Next: operator/0/1");

        await().until(() -> bench.events.told.contains(
                "handedOver 17.3 {next=operator/0/1, queue=calm, status=TIMEOUT, step=unanswered}"));
    }

    private void waitIn(String data) {
        bench.caller.application = "Queue";
        bench.caller.data = data;
    }

    private static SwitchOrder order(String queue) {
        SwitchOrder plain = AmiTestBench.order("o-" + queue);
        Reception reception = new Reception(queue, 7, "", "", Duration.ofSeconds(60));
        Route target = new Route("soothing", "soothing", "s", 1, reception);
        return new SwitchOrder(
                plain.id(),
                plain.call(),
                plain.channel(),
                target,
                plain.alternatives(),
                plain.agent(),
                plain.variables());
    }
}
