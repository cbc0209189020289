package io.callfuse.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.scoring.Emotion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CallPolicyTest {
    private final PolicyFixture call = new PolicyFixture();

    @Test
    void shouldSayTheFirstEmotionItHearsAndNoOther() {
        call.second(0, Emotion.UNKNOWN, 1500, true);
        assertThat(call.policy.firstClass()).isEmpty();
        call.second(40, Emotion.POSITIVE, 2500, true);
        call.second(70, Emotion.ANGER, 3500, true);
        call.end();
        assertThat(call.all(FirstClass.class)).containsExactly(new FirstClass(2000, Emotion.POSITIVE, 0.8));
        assertThat(call.policy.firstClass()).contains(new FirstClass(2000, Emotion.POSITIVE, 0.8));
    }

    @Test
    void shouldSayUnknownExactlyAtClassifyBy() {
        for (int i = 0; i < 19; i++) {
            call.second(0, Emotion.UNKNOWN, 0, true);
        }
        assertThat(call.policy.firstClass()).isEmpty();
        call.second(0, Emotion.UNKNOWN, 0, true);
        assertThat(call.policy.firstClass()).contains(new FirstClass(20_000, Emotion.UNKNOWN, 0));
    }

    @Test
    void shouldDecideNormalExactlyAtDecideBy() {
        call.seconds(59, 20);
        assertThat(call.policy.decision()).isEmpty();
        call.second(21);
        Decision normal = new Decision(60_000, "none", Decision.Reason.NORMAL, 21, Emotion.NEUTRAL, 0.8);
        assertThat(call.policy.decision()).contains(normal);
        call.seconds(60, 20);
        call.end();
        assertThat(call.all(Decision.class)).containsExactly(normal);
    }

    @Test
    void shouldDecideNotEnoughSpeechUnderTheMinimum() {
        for (int i = 0; i < 60; i++) {
            call.second(0, Emotion.UNKNOWN, 1999, true);
        }
        assertThat(call.policy.decision().orElseThrow().reason()).isEqualTo(Decision.Reason.NOT_ENOUGH_SPEECH);
    }

    @Test
    void shouldRestTheFuseAndHoldTheDeadlinesWhileTheCallIsOnHold() {
        call.seconds(5, 20);
        call.second(80);
        assertThat(call.policy.state()).isInstanceOf(FuseState.Confirming.class);
        for (int s = 7; s <= 60; s++) {
            call.policy.tickHeld(s * 1000L);
        }
        assertThat(call.policy.state()).as("nothing dwelt").isEqualTo(new FuseState.Confirming(60_000));
        assertThat(call.policy.decision().orElseThrow().reason())
                .as("enough was heard before")
                .isEqualTo(Decision.Reason.NORMAL);
    }

    @Test
    void shouldSayThatACallWasOnHoldWhereItsCallerCouldNotSpeak() {
        for (int s = 1; s <= 60; s++) {
            call.policy.tickHeld(s * 1000L);
        }
        assertThat(call.policy.decision().orElseThrow())
                .isEqualTo(new Decision(60_000, "none", Decision.Reason.ON_HOLD, 0, Emotion.UNKNOWN, 0));
        assertThat(call.policy.firstClass().orElseThrow().atMs()).isEqualTo(20_000);
    }

    @Test
    void shouldNotBlameAHoldThatWasShort() {
        for (int s = 1; s <= 20; s++) {
            call.policy.tickHeld(s * 1000L);
        }
        for (int s = 21; s <= 60; s++) {
            call.policy.tick(s * 1000L, 0, Emotion.UNKNOWN, 0, 0, true);
        }
        assertThat(call.policy.decision().orElseThrow().reason()).isEqualTo(Decision.Reason.NOT_ENOUGH_SPEECH);
    }

    @Test
    void shouldDecideNoMediaWhereNoAudioEverCame() {
        for (int i = 0; i < 60; i++) {
            call.second(0, Emotion.UNKNOWN, 0, false);
        }
        Decision decision = call.policy.decision().orElseThrow();
        assertThat(decision.reason()).isEqualTo(Decision.Reason.NO_MEDIA);
        assertThat(decision.atMs()).isEqualTo(60_000);
        assertThat(decision.routeName()).isEqualTo("none");
    }

    @Test
    void shouldDecideForTheRouteAtTheTrip() {
        call.trip();
        assertThat(call.policy.decision())
                .contains(new Decision(4000, "soothing", Decision.Reason.FUSE, 80, Emotion.ANGER, 0.8));
        assertThat(call.events).last().isInstanceOf(Decision.class);
    }

    @Test
    void shouldLetATripAtDecideByWinOverNormal() {
        call.seconds(56, 10);
        call.trip();
        assertThat(call.atMs).isEqualTo(60_000);
        assertThat(call.policy.decision().orElseThrow().reason()).isEqualTo(Decision.Reason.FUSE);
    }

    @Test
    void shouldStillTripAfterTheDecisionAndKeepIt() {
        call.seconds(60, 10);
        call.trip();
        assertThat(call.policy.state()).isEqualTo(new FuseState.Tripped(64_000, 80));
        call.end();
        assertThat(call.all(Decision.class)).hasSize(1).first().satisfies(decision -> assertThat(decision.reason())
                .isEqualTo(Decision.Reason.NORMAL));
    }

    @Test
    void shouldSayEverythingItOwesWhenAShortCallEnds() {
        call.second(0, Emotion.UNKNOWN, 900, true);
        call.policy.end(1400, 1300, true);
        assertThat(call.events)
                .containsExactly(
                        new FirstClass(1400, Emotion.UNKNOWN, 0),
                        new Decision(1400, "none", Decision.Reason.NOT_ENOUGH_SPEECH, 0, Emotion.UNKNOWN, 0));
    }

    @Test
    void shouldJudgeACallThatEndsBeforeItsFirstTickByWhatTheEndTells() {
        call.policy.end(700, 0, true);
        assertThat(call.policy.decision().orElseThrow().reason()).isEqualTo(Decision.Reason.NOT_ENOUGH_SPEECH);
        PolicyFixture silent = new PolicyFixture();
        silent.policy.end(0, 0, false);
        assertThat(silent.policy.decision().orElseThrow().reason()).isEqualTo(Decision.Reason.NO_MEDIA);
    }

    @Test
    void shouldEndQuietlyWhileClosed() {
        call.second(10);
        call.end();
        assertThat(call.path()).isEmpty();
    }

    @Test
    void shouldCloseAConfirmingFuseWhenTheCallEnds() {
        call.second(80);
        call.end();
        assertThat(call.path()).last().isEqualTo("1000 confirming -> closed (call-ended)");
    }

    @Test
    void shouldArchiveATripWhoseSwitchWasNotAnsweredWhenTheCallEnds() {
        call.trip();
        call.policy.end(4500, 10_000, true);
        assertThat(call.path()).last().isEqualTo("4500 tripped -> archived (call-ended)");
        assertThat(call.policy.switched(4600, "redirect")).isFalse();
    }

    @Test
    void shouldEndAnArchivedCallWithoutArchivingTwice() {
        call.trip();
        call.policy.switchFailed(4000, "gone");
        call.end();
        assertThat(call.path()).filteredOn(step -> step.contains("-> archived")).hasSize(1);
    }

    @Test
    void shouldEndOnlyOnceAndTakeNoScoreAfterwards() {
        call.second(10);
        call.end();
        List<PolicyEvent> said = new ArrayList<>(call.events);
        call.end();
        assertThat(call.events).isEqualTo(said);
        assertThatThrownBy(() -> call.second(10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended at 1000 ms");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.1, 100.1, Double.POSITIVE_INFINITY})
    void shouldRefuseAScoreThatIsNoneAndStayAsItWas(double score) {
        call.seconds(3, 80);
        assertThatThrownBy(() -> call.policy.tick(4000, score, Emotion.ANGER, 0.9, 9000, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("score");
        assertThat(call.policy.state()).isEqualTo(new FuseState.Confirming(1000));
        call.second(80);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Tripped(4000, 80));
    }

    @Test
    void shouldRefuseAConfidenceThatIsNoneAndATimeThatRunsBack() {
        call.second(10);
        assertThatThrownBy(() -> call.policy.tick(2000, 10, Emotion.ANGER, Double.NaN, 0, true))
                .hasMessageContaining("confidence");
        assertThatThrownBy(() -> call.policy.tick(999, 10, Emotion.ANGER, 1, 0, true))
                .hasMessageContaining("999 ms lies before 1000 ms");
    }

    @Test
    void shouldRefuseToBeCalledFromItsOwnEvents() {
        CallPolicy[] policy = new CallPolicy[1];
        policy[0] = new CallPolicy(PolicyFixture.DEFAULTS, event -> policy[0].end(1000, 0, true));
        assertThatThrownBy(() -> policy[0].tick(1000, 10, Emotion.NEUTRAL, 1, 5000, true))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldAllocateNothingOnATickThatChangesNothing() {
        call.seconds(61, 10);
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        long firstMs = call.atMs;
        tickWithoutChange(firstMs, 50_000);
        long before = threads.getThreadAllocatedBytes(id);
        tickWithoutChange(firstMs + 50_000_000L, 50_000);
        long spent = threads.getThreadAllocatedBytes(id) - before;
        // The measuring call itself allocates a little; a single object a tick would be 800,000 bytes.
        assertThat(spent).isLessThan(5_000);
    }

    private void tickWithoutChange(long firstMs, int count) {
        for (int i = 1; i <= count; i++) {
            call.policy.tick(firstMs + i * 1000L, i % 60, Emotion.NEUTRAL, 0.5, 10_000, true);
        }
    }
}
