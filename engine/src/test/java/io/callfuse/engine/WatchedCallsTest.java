package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.action.WatchAnswer;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.EngineConfig.Unannounced;
import io.callfuse.engine.feature.Voices;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.MediaRefusedException;
import io.callfuse.engine.policy.Decision;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchedCallsTest {
    private static final short[] SPEECH = Voices.voice(180, 4, 0.3, 1.2, 3);

    private EngineBench bench = new EngineBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldHearTheTapThatItAskedForUntilTheChannelHangsUp() {
        CallId id = bench.watch("1.1");
        assertThat(bench.control.taps).containsExactly(TapId.of(id));
        EngineBench.Peer tap = bench.connectTap(id);
        tap.say(SPEECH);
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(id);
        assertThat(bench.endedBy(id)).isEqualTo("hangup");
        assertThat(tap.finished()).isTrue();
        assertThat(bench.ended)
                .singleElement()
                .satisfies(call -> assertThat(call.counters().audioFrames()).isEqualTo(150));
    }

    @Test
    void shouldEndOnceWhenHangupAndEndOfStreamAreToldTogether() {
        CallId id = bench.watch("1.1");
        EngineBench.Peer tap = bench.connectTap(id);
        bench.desk.hungUp("1.1", 16);
        tap.end(EndOfMedia.COMPLETED);
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(id);
        bench.settle();
        assertThat(bench.gone).containsExactly(id);
        assertThat(bench.ended).hasSize(1);
        assertThat(bench.archive.lines)
                .filteredOn(line -> line.id().endsWith(":call"))
                .hasSize(1);
    }

    @Test
    void shouldRefuseTheTapOfACallThatHungUpBeforeItCame() {
        CallId id = bench.watch("1.1");
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(id);
        assertThatThrownBy(() -> bench.connectTap(id))
                .hasRootCauseInstanceOf(MediaRefusedException.class)
                .hasMessageContaining("has ended");
        assertThatThrownBy(() -> bench.connect(id)).hasMessageContaining("has ended");
        assertThat(bench.book.size()).isZero();
    }

    @Test
    void shouldLetGoOfAStreamThatJoinsWhileItsCallEnds() {
        CallId id = bench.watch("1.1");
        bench.desk.hungUp("1.1", 16);
        EngineBench.Peer late = bench.connectTap(id);
        bench.awaitGone(id);
        assertThat(late.finished()).isTrue();
        late.say(SPEECH);
        assertThat(bench.gone).containsExactly(id);
    }

    @Test
    void shouldWatchAChannelOnceHoweverOftenItIsAsked() {
        CallId id = bench.watch("1.1");
        assertThat(bench.desk.watch(EngineBench.channel("1.1"), Optional.of(CallId.random())))
                .isEqualTo(new WatchAnswer(id, "watching"));
        bench.desk.dialplanWatch(CallId.random(), EngineBench.channel("1.1"));
        assertThat(bench.control.taps).hasSize(1);
        assertThat(bench.book.size()).isEqualTo(1);
    }

    @Test
    void shouldNotTakeAChannelForAnotherWhoseIdItInherited() {
        CallId caller = bench.watch("1.1");
        WatchAnswer agent = bench.desk.watch(EngineBench.channel("1.2"), Optional.of(caller));
        assertThat(agent.id()).isNotEqualTo(caller);
        bench.desk.dialplanWatch(caller, EngineBench.channel("1.3"));
        assertThat(bench.live(caller).channel()).contains(EngineBench.channel("1.1"));
        bench.desk.hungUp("1.3", 16);
        assertThat(bench.live(caller).isOver()).isFalse();
    }

    @Test
    void shouldGiveACallThatIsWatchedAgainAfterItsEndANewId() {
        CallId id = bench.watch("1.1");
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(id);
        assertThat(bench.desk.watch(EngineBench.channel("1.1"), Optional.of(id)).id())
                .isNotEqualTo(id);
    }

    @Test
    void shouldKeepNothingOfACallThatIsOver() {
        for (int i = 0; i < 20; i++) {
            CallId id = bench.watch("7." + i);
            bench.connectTap(id);
            bench.desk.hungUp("7." + i, 16);
            bench.awaitGone(id);
            assertThat(bench.book.findByUniqueId("7." + i)).isEmpty();
        }
        assertThat(bench.book.size()).isZero();
        assertThat(bench.worker.owned()).isZero();
    }

    @Test
    void shouldTakeTheDialplansTapForAWatchWhenItsEventComesFirst() {
        CallId id = CallId.random();
        bench.desk.dialplanWatch(id, EngineBench.channel("1.1"));
        EngineBench.Peer tap = bench.connect(id);
        tap.say(SPEECH);
        bench.passSilently(id, Duration.ofSeconds(25));
        bench.settle();
        assertThat(tap.finished()).isFalse();
    }

    @Test
    void shouldTakeTheDialplansTapForAWatchWhenItsStreamComesFirst() {
        CallId id = CallId.random();
        EngineBench.Peer tap = bench.connect(id);
        tap.say(SPEECH);
        bench.desk.dialplanWatch(id, EngineBench.channel("1.1"));
        bench.passSilently(id, Duration.ofSeconds(25));
        bench.settle();
        assertThat(tap.finished()).isFalse();
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(id);
        assertThat(bench.archive.lines).last().asString().contains("\"uniqueid\":\"1.1\"");
    }

    @Test
    void shouldWelcomeAStreamWhoseTapWasSaidToHaveFailed() {
        CallId id = bench.watch("1.1");
        bench.control.tapOutcome.complete(new TapOutcome.Failed("nobody told"));
        bench.connectTap(id).say(SPEECH);
        assertThat(bench.live(id).heardMs()).isEqualTo(3000);
    }

    @Test
    void shouldAskAgainForATapThatAsteriskDidNotStartButNotForEver() {
        CallId id = bench.watch("1.1");
        bench.control.tapOutcome.complete(new TapOutcome.Failed("the connection was lost"));
        await().until(() -> bench.control.taps.size() == 4);
        bench.settle();
        assertThat(bench.control.taps).hasSize(4).containsOnly(TapId.of(id));
        assertThat(bench.live(id).isOver()).isFalse();
    }

    @Test
    void shouldNotAskAgainWhereTheStreamComesThoughItsTapWasSaidToHaveFailed() {
        CallId id = bench.watch("1.1");
        bench.connectTap(id);
        bench.control.tapOutcome.complete(new TapOutcome.Failed("nobody told"));
        bench.settle();
        CallId other = bench.watch("1.2");
        await().until(() -> bench.control.taps.size() == 5);
        assertThat(bench.control.taps).containsOnlyOnce(TapId.of(id)).contains(TapId.of(other));
    }

    @Test
    void shouldKeepOneLineOfAWatchHoweverOftenTheDialplanTellsOfIt() {
        CallId id = CallId.random();
        bench.desk.dialplanWatch(id, EngineBench.channel("1.1"));
        bench.desk.dialplanWatch(id, EngineBench.channel("1.1"));
        bench.settle();
        assertThat(bench.archive.lines)
                .filteredOn(line -> line.id().equals(id + ":watch"))
                .hasSize(1);
        assertThat(bench.live(id).channel()).contains(EngineBench.channel("1.1"));
    }

    @Test
    void shouldListenAgainWhenTheTapIsLostAndTheCallGoesOn() {
        CallId id = bench.watch("1.1");
        bench.connectTap(id).end(EndOfMedia.CONNECTION_LOST);
        await().until(() -> bench.control.taps.size() == 2);
        bench.connectTap(id).say(SPEECH);
        assertThat(bench.live(id).heardMs()).isEqualTo(3000);
        assertThat(bench.live(id).isOver()).isFalse();
    }

    @Test
    void shouldHearTheNewestTapWhereTheOldOneIsNotKnownToBeDead() {
        CallId id = bench.watch("1.1");
        EngineBench.Peer old = bench.connectTap(id);
        EngineBench.Peer fresh = bench.connectTap(id);
        fresh.say(SPEECH);
        assertThat(old.finished()).isTrue();
        assertThat(fresh.finished()).isFalse();
        assertThat(bench.live(id).heardMs()).isEqualTo(3000);
    }

    @Test
    void shouldGiveUpACallWhoseTapIsLostAgainAndAgain() {
        CallId id = bench.watch("1.1");
        for (int tap = 1; tap < 4; tap++) {
            int expected = tap + 1;
            bench.connectTap(id).end(EndOfMedia.CONNECTION_LOST);
            await().until(() -> bench.control.taps.size() == expected);
        }
        bench.connectTap(id).end(EndOfMedia.CONNECTION_LOST);
        bench.awaitGone(id);
        assertThat(bench.endedBy(id)).isEqualTo("stream-failed");
        assertThat(bench.control.taps).hasSize(4);
    }

    @Test
    void shouldEndTheCallsThatHungUpWhileAsteriskWasAway() {
        CallId gone = bench.watch("1.1");
        CallId present = bench.watch("1.2");
        bench.desk.connectionLost();
        bench.desk.connected(List.of(EngineBench.channel("1.2")), Duration.ofSeconds(20));
        assertThat(bench.live(gone).isOver())
                .as("may have been named while channels were listed")
                .isFalse();
        assertThat(bench.live(present).isOver()).isFalse();
        assertThat(FrontDesk.isGone(
                        bench.live(gone),
                        Set.of("1.2"),
                        System.nanoTime() + Duration.ofSeconds(11).toNanos()))
                .isTrue();
        assertThat(FrontDesk.isGone(
                        bench.live(present),
                        Set.of("1.2"),
                        System.nanoTime() + Duration.ofSeconds(11).toNanos()))
                .isFalse();
    }

    @Test
    void shouldGiveUpACallOfWhichNothingIsHeardAndNoHangupIsTold() {
        CallId id = bench.watch("1.1");
        CallId silent = bench.watch("1.2");
        bench.connectTap(silent);
        long nowNs = System.nanoTime();
        bench.onLoop(() -> {
            bench.opener.giveUpUnheard(nowNs + EngineBench.UNHEARD_AT_MOST.toNanos() / 2);
            return null;
        });
        assertThat(bench.live(id).isOver()).isFalse();
        bench.onLoop(() -> {
            bench.opener.giveUpUnheard(nowNs + 2 * EngineBench.UNHEARD_AT_MOST.toNanos());
            return null;
        });
        bench.awaitGone(id);
        assertThat(bench.endedBy(id)).isEqualTo("unheard");
        assertThat(bench.live(silent).isOver())
                .as("a silent caller has a stream")
                .isFalse();
    }

    @Test
    void shouldMissNothingBetweenTheEndOfACallAndTheTimeItsWorkerHasForIt() throws Exception {
        try (EngineBench busy = new EngineBench(Unannounced.WATCH)) {
            CallId id = CallId.random();
            EngineBench.Peer peer = busy.connect(id);
            peer.say(Voices.voice(180, 4, 0.3, 1.2, 1));
            CallInlet inlet = busy.book.find(id).orElseThrow().inlet();
            peer.end(EndOfMedia.COMPLETED);
            busy.onLoop(() -> {
                inlet.clock().tick(System.nanoTime() + Duration.ofSeconds(30).toNanos());
                return null;
            });
            busy.awaitGone(id);
            assertThat(busy.ended).singleElement().satisfies(call -> {
                assertThat(call.counters().audioFrames()).isEqualTo(50);
                assertThat(call.counters().gapFrames()).isZero();
            });
        }
    }

    @Test
    void shouldDecideACallWithoutMediaAfterAMinuteOfGapsAlone() {
        CallId id = bench.watch("1.1");
        CallInlet inlet = bench.book.find(id).orElseThrow().inlet();
        long originNs = System.nanoTime();
        for (int tick = 1; tick <= 601 + 50; tick++) {
            long nowNs = originNs + tick * Duration.ofMillis(100).toNanos();
            bench.onLoop(() -> {
                inlet.clock().tick(nowNs);
                return null;
            });
            while (bench.worker.doWork() > 0) {
                continue;
            }
        }
        Decision decision = bench.live(id).decision().orElseThrow();
        assertThat(decision.reason()).isEqualTo(Decision.Reason.NO_MEDIA);
        assertThat(decision.atMs()).isEqualTo(60_000);
        assertThat(bench.desk.verdict(Optional.of(id), "").reason()).isEqualTo("no-media");
    }

    @Test
    void shouldDecideNotEnoughSpeechForACallerWhoHardlySpeaks() {
        CallId id = bench.watch("1.1");
        bench.connectTap(id).say(Voices.voice(180, 4, 0.3, 1.2, 1));
        bench.passSilently(id, Duration.ofSeconds(60));
        assertThat(bench.live(id).decision().orElseThrow().reason()).isEqualTo(Decision.Reason.NOT_ENOUGH_SPEECH);
    }

    @Test
    void shouldTellTheVerdictOfUnknownLiveAndEndedCalls() {
        assertThat(bench.desk.verdict(Optional.of(CallId.random()), "9.9")).isEqualTo(Verdict.unknownCall());
        assertThat(Verdict.unknownCall().variables()).containsEntry("CALLFUSE_STATE", "unknown-call");
        CallId id = bench.watch("1.1");
        bench.connectTap(id).say(SPEECH);
        Verdict live = bench.desk.verdict(Optional.empty(), "1.1");
        assertThat(live.id()).contains(id);
        assertThat(live.variables()).containsEntry("CALLFUSE_STATE", "closed").containsEntry("CALLFUSE_REASON", "");
        bench.desk.hungUp("1.1", 16);
        bench.awaitGone(id);
        Verdict ended = bench.desk.verdict(Optional.of(id), "1.1");
        assertThat(ended.id()).contains(id);
        assertThat(ended.reason()).isNotEmpty();
        assertThat(ended.route()).isEqualTo("none");
    }

    @Test
    void shouldTakeNoMoreCallsThanItsLimit() {
        for (int i = 0; i < 4; i++) {
            assertThat(bench.desk
                            .watch(EngineBench.channel("1." + i), Optional.empty())
                            .state())
                    .isEqualTo("watching");
        }
        assertThat(bench.desk
                        .watch(EngineBench.channel("1.4"), Optional.empty())
                        .state())
                .isEqualTo("refused");
        assertThatThrownBy(() -> bench.connect(CallId.random())).hasMessageContaining("no more calls");
        bench.desk.hungUp("1.0", 16);
        bench.settle();
        assertThat(bench.desk
                        .watch(EngineBench.channel("1.4"), Optional.empty())
                        .state())
                .isEqualTo("watching");
    }

    @Test
    void shouldRefuseStreamsThatNobodyAnnouncedWhereItIsToldSo() {
        bench.close();
        bench = new EngineBench(Unannounced.REFUSE);
        assertThatThrownBy(() -> bench.connect(CallId.random())).hasMessageContaining("not announced");
        bench.connectTap(bench.watch("1.1")).say(SPEECH);
        assertThat(bench.book.size()).isEqualTo(1);
    }

    @Test
    void shouldHearAnUnannouncedStreamToItsEndWhereItIsToldSo() {
        bench.close();
        bench = new EngineBench(Unannounced.WATCH);
        CallId id = CallId.random();
        EngineBench.Peer stream = bench.connect(id);
        stream.say(SPEECH);
        bench.passSilently(id, Duration.ofSeconds(25));
        bench.settle();
        assertThat(stream.finished()).isFalse();
        stream.end(EndOfMedia.COMPLETED);
        bench.awaitGone(id);
        assertThat(bench.endedBy(id)).isEqualTo("stream-ended");
    }

    @Test
    void shouldRefuseNewCallsOnceItStops() {
        CallId id = bench.watch("1.1");
        bench.opener.refuseCalls();
        assertThat(bench.desk
                        .watch(EngineBench.channel("1.2"), Optional.empty())
                        .state())
                .isEqualTo("draining");
        bench.connectTap(id).end(EndOfMedia.CLOSED_BY_ENGINE);
        bench.awaitGone(id);
        assertThat(bench.endedBy(id)).isEqualTo("engine-stopped");
    }
}
