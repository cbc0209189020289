package io.callfuse.engine.action.agi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.action.WatchAnswer;
import io.callfuse.engine.admission.Doorkeeper;
import io.callfuse.engine.admission.Networks;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dialplan asks, over real sockets; and that no fault of ours holds a call. */
@Timeout(30)
class AgiDoorTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress("127.0.0.1", 0);

    /** Answers as told and remembers what it was asked. */
    private static final class Desk implements CallDesk {
        final CallId fresh = CallId.random();
        final CountDownLatch blocked = new CountDownLatch(1);
        volatile CallChannel channel;
        volatile Optional<CallId> asked = Optional.empty();
        volatile boolean fails;
        volatile boolean blocks;
        volatile boolean draining;
        volatile Map<String, String> marks = Map.of();

        @Override
        public WatchAnswer watch(CallChannel watched, Optional<CallId> already) {
            misbehave();
            channel = watched;
            return new WatchAnswer(already.orElse(fresh), "watching");
        }

        @Override
        public Verdict verdict(Optional<CallId> id, String uniqueId) {
            misbehave();
            asked = id;
            return id.isEmpty()
                    ? Verdict.unknownCall()
                    : new Verdict(id, 81.24, "anger", 0.9, "soothing", "fuse", "tripped", "");
        }

        @Override
        public boolean unwatch(Optional<CallId> id, String uniqueId) {
            asked = id;
            return id.isPresent();
        }

        @Override
        public boolean mark(Optional<CallId> id, String uniqueId, Map<String, String> joined) {
            asked = id;
            marks = joined;
            return id.isPresent();
        }

        @Override
        public boolean takesCalls() {
            return !draining;
        }

        private void misbehave() {
            if (fails) {
                throw new IllegalStateException("desk on fire");
            }
            if (blocks) {
                try {
                    blocked.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private final Desk desk = new Desk();
    private AgiDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new AgiDoor(AgiSettings.at(ANY_PORT), desk);
        door.start();
    }

    @AfterEach
    void close() {
        desk.blocked.countDown();
        door.close();
    }

    @Test
    void shouldTakeCallUnderWatchAndTellItsId() throws Exception {
        try (AgiCaller caller = new AgiCaller(door.address())) {
            caller.variables.put("CHANNEL(linkedid)", "1700000000.0");
            caller.ask("watch");

            assertThat(caller.variables)
                    .containsEntry("CALLFUSE_ID", desk.fresh.toString())
                    .containsEntry("CALLFUSE_STATE", "watching");
            assertThat(desk.channel)
                    .isEqualTo(new CallChannel("PJSIP/trunk-00000001", "1700000000.1", "1700000000.0", "5550100"));
        }
    }

    @Test
    void shouldKeepIdThatTheDialplanHasGiven() throws Exception {
        CallId given = CallId.random();
        try (AgiCaller caller = new AgiCaller(door.address())) {
            caller.variables.put("CALLFUSE_ID", given.toString());

            assertThat(caller.ask("watch").variables).containsEntry("CALLFUSE_ID", given.toString());
        }
    }

    @Test
    void shouldGiveNewIdWhenTheDialplansIsNone() throws Exception {
        try (AgiCaller caller = new AgiCaller(door.address())) {
            caller.variables.put("CALLFUSE_ID", "42");

            assertThat(caller.ask("watch").variables).containsEntry("CALLFUSE_ID", desk.fresh.toString());
        }
    }

    @Test
    void shouldTellVerdictOfWatchedCall() throws Exception {
        CallId id = CallId.random();
        try (AgiCaller caller = new AgiCaller(door.address())) {
            caller.variables.put("CALLFUSE_ID", id.toString());

            assertThat(caller.ask("verdict?lang=en").variables)
                    .containsEntry("CALLFUSE_ID", id.toString())
                    .containsEntry("CALLFUSE_SCORE", "81.2")
                    .containsEntry("CALLFUSE_EMOTION", "anger")
                    .containsEntry("CALLFUSE_CONFIDENCE", "0.90")
                    .containsEntry("CALLFUSE_ROUTE", "soothing")
                    .containsEntry("CALLFUSE_REASON", "fuse")
                    .containsEntry("CALLFUSE_STATE", "tripped");
            assertThat(desk.asked).contains(id);
        }
    }

    @Test
    void shouldTellThatCallIsUnknown() throws Exception {
        try (AgiCaller caller = new AgiCaller(door.address())) {
            assertThat(caller.ask("verdict").variables)
                    .containsEntry("CALLFUSE_STATE", "unknown-call")
                    .doesNotContainKey("CALLFUSE_ID");
        }
    }

    @Test
    void shouldSetStateToErrorWhenScriptIsUnknown() throws Exception {
        try (AgiCaller caller = new AgiCaller(door.address())) {
            assertThat(caller.ask("wotch").variables).containsEntry("CALLFUSE_STATE", "error");
            assertThat(desk.channel).isNull();
        }
    }

    @Test
    void shouldAnswerPingWithoutTouchingCallOrEngine() throws Exception {
        desk.fails = true;
        try (AgiCaller guard = new AgiCaller(door.address())) {
            assertThat(guard.ask("ping").variables)
                    .containsEntry("CALLFUSE_ALIVE", "yes")
                    .doesNotContainKey("CALLFUSE_STATE");
        }
    }

    @Test
    void shouldSetStateToErrorWhenTheEngineFails() throws Exception {
        desk.fails = true;
        try (AgiCaller caller = new AgiCaller(door.address())) {
            assertThat(caller.ask("watch").variables).containsEntry("CALLFUSE_STATE", "error");
        }
    }

    @Test
    void shouldCutRequestOffWhenTheEngineDoesNotAnswer() throws Exception {
        desk.blocks = true;
        try (AgiDoor hasty = open(2, Duration.ofMillis(200));
                AgiCaller caller = new AgiCaller(hasty.address())) {
            assertThat(caller.ask("watch").variables).doesNotContainKey("CALLFUSE_STATE");
        }
    }

    @Test
    void shouldCutOffPeerThatSaysNothing() throws Exception {
        try (AgiDoor hasty = open(2, Duration.ofMillis(200));
                AgiCaller caller = new AgiCaller(hasty.address())) {
            assertThat(caller.isTurnedAway()).isTrue();
        }
    }

    @Test
    void shouldTurnAwayWhatIsTooMuchAtOnce() throws Exception {
        try (AgiDoor narrow = open(1, Duration.ofSeconds(20));
                AgiCaller first = new AgiCaller(narrow.address());
                AgiCaller second = new AgiCaller(narrow.address())) {
            assertThat(second.isTurnedAway()).isTrue();
            assertThat(first.ask("watch").variables).containsEntry("CALLFUSE_STATE", "watching");
        }
    }

    @Test
    void shouldCloseConnectionWhoseLineNeverEnds() throws Exception {
        try (AgiCaller caller = new AgiCaller(door.address())) {
            caller.send("agi_network: " + "x".repeat(10_000));

            assertThat(caller.isTurnedAway()).isTrue();
        }
    }

    @Test
    void shouldServeNextRequestAfterGarbage() throws Exception {
        try (AgiCaller garbage = new AgiCaller(door.address())) {
            garbage.send("GET / HTTP/1.1\r\n\r\n\n");
            garbage.isTurnedAway();
        }
        try (AgiCaller caller = new AgiCaller(door.address())) {
            assertThat(caller.ask("watch").variables).containsEntry("CALLFUSE_STATE", "watching");
        }
    }

    @Test
    void shouldNotSayThatItIsAliveToThoseWhoWouldBringANewCallWhileItDrains() throws Exception {
        desk.draining = true;
        try (AgiCaller tap = new AgiCaller(door.address())) {
            assertThat(tap.ask("ping").variables).containsEntry("CALLFUSE_ALIVE", "");
        }
    }

    @Test
    void shouldStopWatchingWhenAsked() throws Exception {
        CallId id = CallId.random();
        try (AgiCaller caller = new AgiCaller(door.address())) {
            caller.variables.put("CALLFUSE_ID", id.toString());

            assertThat(caller.ask("unwatch").variables).containsEntry("CALLFUSE_STATE", "unwatched");
            assertThat(desk.asked).contains(id);
        }
        try (AgiCaller nobody = new AgiCaller(door.address())) {
            assertThat(nobody.ask("unwatch").variables).containsEntry("CALLFUSE_STATE", "unknown-call");
        }
    }

    @Test
    void shouldJoinTheMarksOfQueryAndArgumentsToTheCall() throws Exception {
        try (AgiCaller caller = new AgiCaller(door.address())) {
            caller.variables.put("CALLFUSE_ID", CallId.random().toString());

            assertThat(caller.ask("mark?agent=ann%20b&tier=gold", "customer=47=11", " queue = support ").variables)
                    .containsEntry("CALLFUSE_STATE", "marked");
            assertThat(desk.marks)
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("agent", "ann b", "tier", "gold", "customer", "47=11", "queue", "support"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mark", "mark?1=2", "mark?a%=b", "mark?=x", "mark?a=%0a"})
    void shouldRefuseMarksThatCannotStandInARecord(String request) throws Exception {
        try (AgiCaller caller = new AgiCaller(door.address())) {
            caller.variables.put("CALLFUSE_ID", CallId.random().toString());

            assertThat(caller.ask(request).variables).containsEntry("CALLFUSE_STATE", "error");
            assertThat(desk.marks).isEmpty();
        }
    }

    @Test
    void shouldListenOnTheConfiguredAddressOnly() {
        assertThat(door.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(door.address().getAddress().isAnyLocalAddress()).isFalse();
    }

    @Test
    void shouldNamePortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", taken.getLocalPort());

            assertThatThrownBy(() -> new AgiDoor(AgiSettings.at(address), desk).start())
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("AGI cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void shouldFreeThePortWhenClosed() throws Exception {
        InetSocketAddress address = door.address();
        door.close();

        try (AgiDoor again = new AgiDoor(AgiSettings.at(address), desk)) {
            again.start();
            assertThat(again.address()).isEqualTo(address);
        }
    }

    @Test
    void shouldRefuseToAnswerNobody() {
        assertThatThrownBy(() -> AgiSettings.at(ANY_PORT, Networks.LOOPBACK, 0, 1))
                .hasMessageContaining("agi with 0 connections");
    }

    private AgiDoor open(int requestsAtOnce, Duration deadline) throws IOException {
        AgiDoor other = new AgiDoor(
                new AgiSettings(
                        ANY_PORT,
                        new Doorkeeper.Rules("agi", Networks.LOOPBACK, requestsAtOnce, requestsAtOnce),
                        deadline),
                desk);
        other.start();
        return other;
    }
}
