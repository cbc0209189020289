package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.CallSummary;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.overload.DelayCount;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.queue.QueueSink;
import io.callfuse.models.EmotionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LegWorkerTest {
    private static final int QUEUE_FRAMES = 64;

    private final LegWorker worker = new LegWorker(0, 4, new DelayCount(Long.MAX_VALUE));
    private final Follower follower = new Follower();

    @Test
    void shouldHearItsCallsInTurnAndTellWhenThereIsNothingToDo() {
        LiveCall one = adopted();
        LiveCall other = adopted();
        offer(one, 40);
        offer(other, 1);
        assertThat(worker.owned()).isEqualTo(2);
        worker.doWork();
        assertThat(one.heardMs()).as("a burst waits for its turn").isEqualTo(16 * 20);
        assertThat(other.heardMs()).isEqualTo(20);
        worker.doWork();
        worker.doWork();
        assertThat(one.heardMs()).isEqualTo(40 * 20);
        assertThat(worker.doWork()).isZero();
    }

    @Test
    void shouldHearSomeFramesOfACallAtOneGoWhereThereAreManyCalls() {
        LiveCall call = crowd();
        offer(call, 4);
        worker.doWork();
        assertThat(call.heardMs()).isZero();
        assertThat(worker.restNs()).as("more may gather").isPositive();
        offer(call, 1);
        worker.doWork();
        assertThat(call.heardMs()).isEqualTo(5 * 20);
    }

    @Test
    void shouldNotLetTheScoreOfASecondWaitForAnythingWhereThereAreManyCalls() {
        LiveCall call = crowd();
        offer(call, 47);
        worker.doWork();
        worker.doWork();
        worker.doWork();
        assertThat(call.heardMs()).isEqualTo(47 * 20);
        offer(call, 2);
        worker.doWork();
        assertThat(call.heardMs()).isEqualTo(47 * 20);
        offer(call, 1);
        worker.doWork();
        assertThat(call.heardMs()).isEqualTo(1000);
        assertThat(call.lastScore().atMs()).isEqualTo(1000);
    }

    @Test
    void shouldHearTheLastFramesOfACallThatEndsWhereThereAreManyCalls() {
        LiveCall call = crowd();
        offer(call, 3);
        worker.doWork();
        call.end(EndedBy.HANGUP);
        worker.doWork();
        assertThat(follower.told).containsExactly("ended hangup 3", "gone");
    }

    @Test
    void shouldNotRestWhereCallsAreFewOrWait() {
        offer(adopted(), 1);
        worker.doWork();
        assertThat(worker.restNs()).isZero();
        LiveCall call = crowd();
        offer(call, 40);
        worker.doWork();
        worker.doWork();
        assertThat(call.heardMs()).isEqualTo(32 * 20);
        assertThat(worker.restNs()).as("a burst waits").isZero();
    }

    /** One of fifty calls. */
    private LiveCall crowd() {
        LiveCall one = adopted();
        for (int i = 1; i < 50; i++) {
            adopted();
        }
        return one;
    }

    @Test
    void shouldHearWhatWasOfferedBeforeTheEndAndReportOnce() {
        LiveCall call = adopted();
        offer(call, 60);
        call.end(EndedBy.HANGUP);
        call.end(EndedBy.ENGINE_STOPPED);
        worker.doWork();
        worker.doWork();
        assertThat(follower.told).containsExactly("ended hangup 60", "gone");
        assertThat(worker.owned()).isZero();
    }

    @Test
    void shouldEndALegThatFailsAndGoOnWithTheOthers() {
        LiveCall first = adopted();
        LiveCall failing = adopted();
        LiveCall last = adopted();
        follower.failing = failing;
        for (int second = 0; second < 3; second++) {
            for (LiveCall call : List.of(first, failing, last)) {
                offer(call, 50);
            }
            for (int turn = 0; turn < 5; turn++) {
                worker.doWork();
            }
        }
        assertThat(first.heardMs()).isEqualTo(3000);
        assertThat(last.heardMs()).isEqualTo(3000);
        assertThat(follower.told).containsExactly("ended engine-fault 50", "gone");
        assertThat(worker.owned()).isEqualTo(2);
    }

    @Test
    void shouldLeaveItsFramesToTheInletOfALegThatFails() {
        LiveCall failing = adopted();
        follower.failing = failing;
        offer(failing, 50);
        worker.doWork();
        worker.doWork();
        worker.doWork();
        worker.doWork();
        offer(failing, 3 * QUEUE_FRAMES);
        assertThat(follower.told).contains("gone");
    }

    @Test
    void shouldLetGoOfALegWhoseEndFailsToo() {
        LiveCall failing = adopted();
        follower.failing = failing;
        follower.failAtTheEnd = true;
        failing.end(EndedBy.HANGUP);
        LiveCall other = adopted();
        worker.doWork();
        assertThat(follower.told).containsExactly("gone");
        assertThat(worker.owned()).isEqualTo(1);
        assertThat(other.isOver()).isFalse();
    }

    @Test
    void shouldEndALegWhoseErrandFails() {
        LiveCall call = adopted();
        LiveCall other = adopted();
        call.post(() -> {
            throw new IllegalStateException("this is a test");
        });
        other.notePressedKey();
        worker.doWork();
        assertThat(follower.told).containsExactly("ended engine-fault 0", "gone");
        assertThat(other.pipeline().journal().inputs()).hasSize(1);
    }

    @Test
    void shouldLeaveAReportOfEveryCallWhenItCloses() {
        adopted();
        LiveCall failing = adopted();
        follower.failing = failing;
        follower.failAtTheEnd = true;
        offer(adopted(), 10);
        worker.onClose();
        assertThat(follower.told)
                .containsExactly("ended engine-stopped 0", "gone", "gone", "ended engine-stopped 10", "gone");
        assertThat(worker.owned()).isZero();
    }

    @Test
    void shouldRefuseMoreThanItsBoxHolds() {
        LiveCall call = adopted();
        int taken = 0;
        while (call.post(() -> {})) {
            taken++;
        }
        assertThat(taken).isPositive();
        assertThat(worker.adopt(made())).isFalse();
        assertThat(worker.owned()).isEqualTo(1);
        call.notePressedKey();
        while (worker.doWork() > 0) {
            continue;
        }
        assertThat(call.pipeline().journal().inputs()).isEmpty();
        assertThat(worker.adopt(made())).isTrue();
    }

    private LiveCall adopted() {
        LiveCall call = made();
        worker.adopt(call);
        return call;
    }

    private LiveCall made() {
        CallMakings makings = new CallMakings(
                EmotionModel.embedded(),
                ConfigLoader.defaults().policySettings(),
                new EngineIdentity("test", "test", "test"),
                QUEUE_FRAMES);
        return new LiveCall(CallId.random(), makings, worker, follower);
    }

    private final Map<LiveCall, QueueSink> sinks = new java.util.IdentityHashMap<>();

    private void offer(LiveCall call, int frames) {
        QueueSink sink = sinks.computeIfAbsent(call, made -> new QueueSink(made.queue(), new EndlessCall()));
        for (int i = 0; i < frames; i++) {
            sink.audio(new short[160], 0, i);
        }
    }

    /** Writes down what it is told, and fails for one call. */
    private static final class Follower implements CallFollower {
        private final List<String> told = new ArrayList<>();
        private LiveCall failing;
        private boolean failAtTheEnd;

        @Override
        public void decided(LiveCall call, PolicyEvent event) {
            // What is decided is tested elsewhere.
        }

        @Override
        public void scored(LiveCall call) {
            if (call == failing) {
                throw new AssertionError("this is a test");
            }
        }

        @Override
        public void ended(LiveCall call, AnalysedCall analysed, CallSummary summary) {
            if (call == failing && failAtTheEnd) {
                throw new IllegalStateException("this is a test");
            }
            told.add("ended " + summary.endedBy() + " " + summary.counters().audioFrames());
        }

        @Override
        public void gone(LiveCall call) {
            told.add("gone");
        }
    }
}
