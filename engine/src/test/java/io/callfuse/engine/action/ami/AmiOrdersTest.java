package io.callfuse.engine.action.ami;

import static io.callfuse.engine.action.ami.AmiTestBench.CALLER;
import static io.callfuse.engine.action.ami.AmiTestBench.order;
import static io.callfuse.engine.action.ami.AmiTestBench.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.ami.FakeAmi.Fault;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.routing.QueueStatus;
import io.callfuse.engine.policy.routing.QueueStatuses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Taps, marks and events, and the bounded queue before Asterisk. */
@Timeout(60)
class AmiOrdersTest {
    private static final int QUEUED = 4;
    private final CallId id = CallId.random();
    private AmiTestBench bench;
    private FakeAmi asterisk;

    @BeforeEach
    void connect() throws IOException {
        bench = new AmiTestBench(QUEUED).connected();
        asterisk = bench.asterisk;
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void shouldTellHowBusyTheQueuesAreThatAreAskedFor() throws Exception {
        asterisk.summaries.add(
                "Queue: calm\r\nLoggedIn: 5\r\nAvailable: 2\r\nCallers: 3\r\nHoldTime: 40\r\nTalkTime: 90\r\n"
                        + "LongestHoldTime: 71");
        asterisk.summaries.add(
                "Queue: other\r\nLoggedIn: 1\r\nAvailable: 1\r\nCallers: 0\r\nHoldTime: 0\r\nTalkTime: 0\r\n"
                        + "LongestHoldTime: 0");
        assertThat(outcome(bench.control.queues(Set.of("calm", "absent"))))
                .isEqualTo(new QueueStatuses(Map.of("calm", new QueueStatus(3, 5, 2, 40))));
    }

    @Test
    void shouldKnowNothingOfQueuesWhereAsteriskDoesNotTell() throws Exception {
        asterisk.fault("queuesummary", Fault.PERMISSION_DENIED);
        assertThat(outcome(bench.control.queues(Set.of("calm")))).isEqualTo(QueueStatuses.UNKNOWN);
    }

    @Test
    void shouldStartTapBesideTheCall() throws Exception {
        CompletionStage<TapOutcome> stage = bench.control.startTap(CALLER, id);
        await().until(() -> asterisk.count("originate") == 1);
        originateResponse("Success");

        assertThat(outcome(stage)).isInstanceOfSatisfying(TapOutcome.Started.class, tap -> {
            assertThat(tap.tapUniqueId()).isEqualTo("17.9");
            assertThat(tap.after()).isPositive();
        });
        assertThat(asterisk.last("originate"))
                .containsEntry("channel", "AudioSocket/127.0.0.1:9092/" + id + "/c(slin)")
                .containsEntry("application", "ChanSpy")
                .containsEntry("data", "1700000000.1,uqoESl")
                .containsEntry("async", "true")
                .containsEntry("variable", "CDR_PROP(disable)=1");
    }

    @Test
    void shouldLearnFromEventThatTapFailed() throws Exception {
        CompletionStage<TapOutcome> stage = bench.control.startTap(CALLER, id);
        await().until(() -> asterisk.count("originate") == 1);
        originateResponse("Failure");

        assertThat(why(stage)).contains("could not connect the tap to 127.0.0.1:9092");
    }

    @Test
    void shouldAskForNoTapForAWhileWhenSeveralInARowCouldNotBeConnected() throws Exception {
        for (int tap = 1; tap <= 3; tap++) {
            assertThat(tapAnswered(tap, "Failure")).isInstanceOf(TapOutcome.Failed.class);
        }
        assertThat(why(bench.control.startTap(CALLER, CallId.random()))).contains("not asked for");
        assertThat(asterisk.count("originate")).isEqualTo(3);

        List<CompletionStage<TapOutcome>> trials = new ArrayList<>();
        await().until(() -> {
            CompletionStage<TapOutcome> trial = bench.control.startTap(CALLER, id);
            trials.add(trial);
            // One after the other, lest one that still waits is asked for beside the last.
            await().until(() -> trial.toCompletableFuture().isDone() || asterisk.count("originate") == 4);
            return asterisk.count("originate") == 4;
        });
        originateResponse("Success");
        await().until(() -> trials.stream()
                .anyMatch(trial -> trial.toCompletableFuture().getNow(null) instanceof TapOutcome.Started));
        assertThat(tapAnswered(5, "Success")).isInstanceOf(TapOutcome.Started.class);
    }

    @Test
    void shouldGoOnAskingForTapsWhenOnlySomeCouldNotBeConnected() throws Exception {
        for (int tap = 1; tap <= 8; tap++) {
            tapAnswered(tap, tap % 3 == 0 ? "Success" : "Failure");
        }
        assertThat(asterisk.count("originate")).isEqualTo(8);
    }

    @Test
    void shouldStartOneTapWhenAskedTwiceAtOnce() throws Exception {
        CompletionStage<TapOutcome> first = bench.control.startTap(CALLER, id);
        CompletionStage<TapOutcome> second = bench.control.startTap(CALLER, id);
        bench.control.userEvent("After", Map.of());
        await().until(() -> asterisk.count("userevent") == 1);
        originateResponse("Success");

        assertThat(outcome(first)).isEqualTo(outcome(second));
        assertThat(asterisk.count("originate")).isEqualTo(1);
    }

    @Test
    void shouldGiveUpTapOfWhichAsteriskTellsNothing() throws Exception {
        assertThat(why(bench.control.startTap(CALLER, id))).contains("did not tell within 400 ms");
    }

    @Test
    void shouldFailTapWhenUserMayNotOriginate() throws Exception {
        asterisk.fault("originate", Fault.PERMISSION_DENIED);

        assertThat(why(bench.control.startTap(CALLER, id))).isEqualTo("Asterisk refused the tap: Permission denied");
    }

    @Test
    void shouldFailTapWhenConnectionBreaksInBetween() throws Exception {
        asterisk.fault("originate", Fault.CUT_AFTER_DOING_IT);

        assertThat(why(bench.control.startTap(CALLER, id))).contains("connection was lost");
        await().until(bench.control::isConnected);
        assertThat(asterisk.count("originate")).isEqualTo(1);
    }

    @Test
    void shouldRefuseToSpyOnWhatIsNoChannel() throws Exception {
        CallChannel forged = new CallChannel("PJSIP/a", "17.1,w", "", "");

        assertThat(why(bench.control.startTap(forged, id))).contains("cannot be spied on");
        assertThat(asterisk.count("originate")).isZero();
    }

    @Test
    void shouldGiveUpTapWhenThereIsNoConnection() throws Exception {
        asterisk.stop();
        await().until(() -> bench.events.count("lost") == 1);

        assertThat(why(bench.control.startTap(CALLER, id))).isEqualTo("no connection to Asterisk");
    }

    @Test
    void shouldKeepLineBreaksOutOfVariables() {
        bench.control.publish(CALLER, Map.of("CALLFUSE_REASON", "fuse\r\nAction: Originate"));

        await().until(() -> asterisk.count("setvar") == 1);
        assertThat(asterisk.last("setvar")).containsEntry("value", "fuse  Action: Originate");
        assertThat(asterisk.count("originate")).isZero();
    }

    @Test
    void shouldSendUserEventWithItsHeaders() {
        bench.control.userEvent("CallfuseFuse", Map.of("Id", id.toString(), "State", "tripped"));

        await().until(() -> asterisk.count("userevent") == 1);
        assertThat(asterisk.last("userevent"))
                .containsEntry("userevent", "CallfuseFuse")
                .containsEntry("id", id.toString())
                .containsEntry("state", "tripped");
    }

    @Test
    void shouldCountMarksThatFail() {
        asterisk.fault("setvar", Fault.PERMISSION_DENIED);

        bench.control.publish(CALLER, Map.of("CALLFUSE_SCORE", "81.0"));

        await().until(() -> bench.control.failedMarks() == 1);
        assertThat(bench.control.isConnected()).isTrue();
    }

    @Test
    void shouldAnswerAtOnceWhenTooManyOrdersWait() throws Exception {
        asterisk.fault("setvar", Fault.HELD);
        bench.control.publish(CALLER, Map.of("CALLFUSE_SCORE", "1.0"));
        await().until(() -> asterisk.count("setvar") == 1);

        List<CompletionStage<SwitchOutcome>> stages = new ArrayList<>();
        for (int i = 0; i < 4 * QUEUED; i++) {
            stages.add(bench.control.switchCaller(order("o" + i)));
        }

        SwitchOutcome.LeftInPlace tooMany = new SwitchOutcome.LeftInPlace("too many orders waiting for Asterisk");
        CompletionStage<SwitchOutcome> last = stages.get(stages.size() - 1);
        assertThat(last.toCompletableFuture()).isCompletedWithValue(tooMany);
        assertThat(bench.move(order("o" + (4 * QUEUED - 1)))).isEqualTo(tooMany);
        asterisk.release();
        assertThat(outcome(stages.get(0))).isInstanceOf(SwitchOutcome.Moved.class);
    }

    /** The outcome of a new tap, the so manieth that Asterisk is asked for, which it answers so. */
    private TapOutcome tapAnswered(int asked, String response) throws Exception {
        CompletionStage<TapOutcome> stage = bench.control.startTap(CALLER, CallId.random());
        await().until(() -> asterisk.count("originate") == asked);
        originateResponse(response);
        return outcome(stage);
    }

    private void originateResponse(String response) {
        String actionId = asterisk.last("originate").get("actionid");
        asterisk.event(
                "Event: OriginateResponse",
                "Privilege: call,all",
                "ActionID: " + actionId,
                "Response: " + response,
                "Channel: AudioSocket/x",
                "Reason: 4",
                "Uniqueid: 17.9");
    }

    private static String why(CompletionStage<TapOutcome> stage) throws Exception {
        TapOutcome outcome = outcome(stage);
        assertThat(outcome).isInstanceOf(TapOutcome.Failed.class);
        return ((TapOutcome.Failed) outcome).why();
    }
}
