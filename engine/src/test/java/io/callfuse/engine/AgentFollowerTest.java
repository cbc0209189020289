package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.PeerLook;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.EngineConfig.Unannounced;
import io.callfuse.engine.feature.Voices;
import io.callfuse.engine.ingress.EndOfMedia;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom the engine listens to while a watched caller is moved from one agent to the next. */
@Timeout(60)
class AgentFollowerTest {
    private static final short[] SPEECH = Voices.voice(120, 4, 0.3, 1.2, 3);
    private static final CallChannel ANN = new CallChannel("PJSIP/ann-1", "1.5", "1.1", "");
    private static final CallChannel BOB = new CallChannel("PJSIP/bob-2", "1.9", "1.1", "");

    private final EngineBench bench = new EngineBench(Unannounced.WATCH);
    private final AgentCounters counters = new AgentCounters();
    private volatile boolean takesTaps = true;
    private AgentFollower follower;

    @BeforeEach
    void follow() {
        follower = new AgentFollower(
                bench.book, bench.loop, Duration.ofSeconds(5), () -> takesTaps, Optional::empty, counters);
        follower.controls(bench.control);
        bench.opener.letAgentsIn(follower);
        bench.desk.follows(follower);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void talksTo(CallChannel agent) {
        bench.control.peer = new PeerLook.Talking(agent, "bridge-1");
        bench.desk.bridgeChanged("bridge-1", agent);
        bench.settle();
    }

    private void isAlone() {
        bench.control.peer = new PeerLook.Alone();
        bench.desk.bridgeChanged("bridge-1", new CallChannel("PJSIP/trunk-1.1", "1.1", "1.1", ""));
        bench.settle();
    }

    private EngineBench.Peer connectAgent() {
        return bench.connect(bench.control.agentTaps.get(bench.control.agentTaps.size() - 1));
    }

    private String record(CallId id) {
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(id);
        return bench.archive.lines.stream()
                .filter(line -> line.id().equals(id + ":call"))
                .findFirst()
                .orElseThrow()
                .json();
    }

    @Test
    void shouldListenToTheAgentBesideTheCallerAndLeaveTheCallersLegAlone() {
        CallId id = bench.watch("1.1");
        EngineBench.Peer tap = bench.connectTap(id);
        tap.say(SPEECH);
        talksTo(ANN);
        EngineBench.Peer agent = connectAgent();
        agent.say(SPEECH);
        assertThat(bench.live(id).heardMs())
                .as("nothing of the agent is on the caller's leg")
                .isEqualTo(3000);
        assertThat(bench.book.size()).isEqualTo(1);
        String record = record(id);
        assertThat(agent.finished()).isTrue();
        assertThat(follower.expected()).isZero();
        assertThat(record)
                .contains("\"seconds\":3.0", "\"channel\":\"PJSIP/ann-1\",\"uniqueid\":\"1.5\",\"fromMs\":2980")
                .contains("\"audioFrames\":150,\"gapFrames\":0,\"droppedFrames\":0,\"endedBy\":\"call-ended\"")
                .contains("\"kind\":\"agent-joined\"", "\"kind\":\"agent-left\"")
                .doesNotContain("\"agent\":{");
    }

    @Test
    void shouldFollowTheCallerFromOneAgentToTheNextAndIntoTheQueue() {
        CallId id = bench.watch("1.1");
        bench.connectTap(id);
        talksTo(ANN);
        EngineBench.Peer ann = connectAgent();
        ann.say(SPEECH);
        talksTo(BOB);
        assertThat(ann.finished()).isTrue();
        assertThat(bench.control.agentTaps).hasSize(2).doesNotHaveDuplicates();
        EngineBench.Peer bob = connectAgent();
        bob.say(SPEECH);
        isAlone();
        assertThat(bob.finished()).isTrue();
        assertThat(follower.expected()).as("in a queue nobody is tapped").isZero();
        talksTo(ANN);
        connectAgent().say(SPEECH);
        String record = record(id);
        assertThat(record.split("\"endedBy\":\"left\"", -1)).hasSize(3);
        assertThat(record.split("\"uniqueid\":\"1.5\",\"fromMs\"", -1)).hasSize(3);
    }

    @Test
    void shouldAskForOneTapHoweverManyEventsTellOfTheSameAgent() {
        CallId id = bench.watch("1.1");
        for (int i = 0; i < 20; i++) {
            talksTo(ANN);
        }
        assertThat(bench.control.agentTaps).hasSize(1);
        assertThat(bench.live(id).isOver()).isFalse();
    }

    @Test
    void shouldLookAgainWhileTheMomentDoesNotTell() {
        bench.watch("1.1");
        bench.control.peer = new PeerLook.Undecided("not yet");
        bench.desk.bridgeChanged("bridge-1", ANN);
        bench.settle();
        bench.control.peer = new PeerLook.Talking(ANN, "bridge-1");
        await().until(() -> {
            bench.settle();
            return bench.control.agentTaps.size() == 1;
        });
    }

    @Test
    void shouldGoOnHearingTheCallerWhereTheAgentCannotBeTapped() {
        CallId id = bench.watch("1.1");
        EngineBench.Peer tap = bench.connectTap(id);
        bench.control.agentTapOutcome.complete(new TapOutcome.Failed("no such channel"));
        talksTo(ANN);
        tap.say(SPEECH);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            bench.settle();
            return counters.byName().get("taps_failed").sum() == 3;
        });
        assertThat(bench.live(id).heardMs()).isEqualTo(3000);
        assertThat(bench.live(id).isOver()).isFalse();
        assertThat(follower.expected()).isZero();
        assertThat(record(id)).contains("\"why\":\"tap-failed\"", "\"legs\":[]");
    }

    @Test
    void shouldTapAnAgentAgainWhoseStreamWasLost() {
        bench.watch("1.1");
        talksTo(ANN);
        connectAgent().end(EndOfMedia.CONNECTION_LOST);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            bench.settle();
            return bench.control.agentTaps.size() == 2;
        });
    }

    @Test
    void shouldNeverTakeAnAgentsStreamForACaller() {
        CallId id = bench.watch("1.1");
        talksTo(ANN);
        CallId agentTap = bench.control.agentTaps.get(0);
        isAlone();
        assertThatThrownBy(() -> bench.connect(agentTap)).hasMessageContaining("nobody listens");
        assertThatThrownBy(() -> bench.connect(AgentTapId.fresh())).hasMessageContaining("nobody listens");
        bench.opener.letAgentsIn(AgentStreams.NONE);
        assertThatThrownBy(() -> bench.connect(AgentTapId.fresh())).hasMessageContaining("not listened to");
        assertThat(bench.book.all()).extracting(WatchedCall::id).containsExactly(id);
        assertThat(AgentTapId.is(CallId.random())).isFalse();
        assertThat(AgentTapId.is(TapId.of(CallId.random()))).isFalse();
    }

    @Test
    void shouldAskForNoTapWhileTheEngineIsBeingStopped() {
        bench.watch("1.1");
        takesTaps = false;
        talksTo(ANN);
        assertThat(bench.control.agentTaps).isEmpty();
    }

    @Test
    void shouldLookAtAllCallsWhenEventsWereMissed() {
        CallId id = bench.watch("1.1");
        bench.control.peer = new PeerLook.Talking(BOB, "bridge-7");
        bench.desk.connected(List.of(EngineBench.channel("1.1")), Duration.ofSeconds(3));
        bench.settle();
        assertThat(bench.control.agentTaps).hasSize(1);
        assertThat(bench.live(id).isOver()).isFalse();
    }

    @Test
    void shouldLeaveAgentsAloneUnlessToldOtherwise() {
        try (EngineBench plain = new EngineBench()) {
            plain.watch("1.1");
            plain.control.peer = new PeerLook.Talking(ANN, "bridge-1");
            plain.desk.bridgeChanged("bridge-1", ANN);
            plain.settle();
            assertThat(plain.control.agentTaps).isEmpty();
        }
    }

    @Test
    void shouldHearNoAgentWhileACallerWaits() {
        CallId caller = bench.watch("1.1");
        talksTo(ANN);
        EngineBench.Peer agent = connectAgent();
        WatchedCall call = bench.book.find(caller).orElseThrow();
        bench.settle();
        bench.onLoop(() -> {
            for (int i = 0; i < 20; i++) {
                call.inlet().clock().gap(0);
            }
            return null;
        });
        agent.offer(SPEECH, 5);
        bench.worker.doWork();
        assertThat(bench.live(caller).heardMs()).as("a full turn").isEqualTo(16 * 20);
        assertThat(bench.live(caller).agents().orElseThrow().talk().speechMs()).isZero();
        assertThat(bench.live(caller).drainAgents(16)).as("they still wait").isEqualTo(5);
    }
}
