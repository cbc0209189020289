package io.callfuse.engine.action.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.CallDesk;
import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.action.WatchAnswer;
import io.callfuse.engine.action.ami.FakeAmi.Fault;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Channels that wait in AGI(agi:async), in front of a fake AMI. */
@Timeout(60)
class AsyncAgiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final CallId ID = CallId.random();
    private static final String CHANNEL = "1700000000.1";

    private final Desk desk = new Desk();
    private AmiTestBench bench;
    private FakeAmi asterisk;
    private AsyncAgi agi;

    /** Writes down what it is asked. */
    private static final class Desk implements CallDesk {
        private final List<String> asked = new CopyOnWriteArrayList<>();

        @Override
        public WatchAnswer watch(CallChannel channel, Optional<CallId> already) {
            asked.add("watch " + channel + " " + already.isPresent());
            return new WatchAnswer(ID, "watching");
        }

        @Override
        public Verdict verdict(Optional<CallId> id, String uniqueId) {
            asked.add("verdict " + uniqueId + " " + id.isPresent());
            return Verdict.unknownCall();
        }

        @Override
        public boolean unwatch(Optional<CallId> id, String uniqueId) {
            asked.add("unwatch " + uniqueId);
            return true;
        }

        @Override
        public boolean mark(Optional<CallId> id, String uniqueId, Map<String, String> marks) {
            asked.add("mark " + uniqueId + " " + marks);
            return true;
        }

        @Override
        public boolean takesCalls() {
            return true;
        }
    }

    @BeforeEach
    void connect() throws IOException {
        connect(PATIENCE);
    }

    private void connect(Duration deadline) throws IOException {
        bench = new AmiTestBench();
        asterisk = bench.asterisk;
        agi = new AsyncAgi("callfuse", desk, deadline);
        bench.control.answer(agi);
        bench.connected();
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private void ask(String question) {
        asterisk.variables.put(CHANNEL + "|CALLFUSE_ASK", question);
        asterisk.event(
                "Event: AsyncAGIStart",
                "Privilege: agi,all",
                "Channel: PJSIP/trunk-00000001",
                "CallerIDNum: 5550100",
                "Uniqueid: " + CHANNEL,
                "Linkedid: " + CHANNEL,
                "Env: agi_request%3A%20async%0A");
    }

    private void awaitLetGo() {
        await().atMost(PATIENCE).until(() -> asterisk.count("agi") == 1);
        assertThat(asterisk.last("agi")).containsEntry("channel", CHANNEL).containsEntry("command", "ASYNCAGI BREAK");
    }

    private String variable(String name) {
        return asterisk.variables.get(CHANNEL + "|" + name);
    }

    private long count(String counter) {
        return agi.counters().get(counter).sum();
    }

    @Test
    void shouldWatchTheCallerAndLetHimGo() {
        asterisk.variables.put(CHANNEL + "|CHANNEL(linkedid)", "1700000000.0");
        ask("callfuse/watch");
        awaitLetGo();
        assertThat(desk.asked)
                .containsExactly("watch PJSIP/trunk-00000001 (uniqueid " + CHANNEL + ", linkedid 1700000000.0) false");
        assertThat(variable("CALLFUSE_ID")).isEqualTo(ID.toString());
        assertThat(variable("CALLFUSE_STATE")).isEqualTo("watching");
        assertThat(variable("CALLFUSE_ASK")).as("asked once").isEmpty();
        assertThat(asterisk.last("login").get("events")).contains("agi");
        await().atMost(PATIENCE).until(() -> count("async_answered") == 1);
        assertThat(count("async_unanswered")).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "callfuse/verdict; verdict 1700000000.1 true; unknown-call",
                "callfuse/unwatch; unwatch 1700000000.1; unwatched",
                "callfuse/mark?agent=ann%20b&tier=gold; mark 1700000000.1 {agent=ann b, tier=gold}; marked",
                "callfuse/mark, agent=ann, tier=gold; mark 1700000000.1 {agent=ann, tier=gold}; marked"
            })
    void shouldAnswerAsByFastAgi(String question, String asked, String state) {
        asterisk.variables.put(CHANNEL + "|CALLFUSE_ID", ID.toString());
        ask(question);
        awaitLetGo();
        assertThat(desk.asked).containsExactly(asked);
        assertThat(variable("CALLFUSE_STATE")).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({"callfuse/", "callfuse/dance", "callfuse/mark", "callfuse/mark?a=%zz"})
    void shouldLetGoAlsoWhoAsksForNothingThatThereIs(String question) {
        ask(question);
        awaitLetGo();
        assertThat(variable("CALLFUSE_STATE")).isEqualTo("error");
        assertThat(desk.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"''", "other/watch", "callfuse2/watch", "callfuse"})
    void shouldLeaveThoseAloneWhoAskSomebodyElse(String question) {
        ask(question);
        ask(question);
        await().atMost(PATIENCE).until(() -> asterisk.count("getvar") == 2);
        bench.control.userEvent("After", Map.of());
        await().atMost(PATIENCE).until(() -> asterisk.count("userevent") == 1);
        assertThat(asterisk.count("agi")).isZero();
        assertThat(asterisk.count("setvar")).isZero();
        assertThat(count("async_answered") + count("async_unanswered")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_BEFORE_DOING_IT", "CUT_AFTER_DOING_IT", "SILENT_AFTER_DOING_IT"})
    void shouldAnswerOnceWhereTheConnectionIsLostInBetween(Fault fault) {
        asterisk.variables.put(CHANNEL + "|CALLFUSE_ID", ID.toString());
        asterisk.fault("setvar", fault);
        ask("callfuse/mark?agent=ann");
        awaitLetGo();
        assertThat(desk.asked).as("marked once").hasSize(1);
        assertThat(variable("CALLFUSE_STATE")).isEqualTo("marked");
    }

    @Test
    void shouldSayThatNobodyWasAnsweredWhereAsteriskRefuses() {
        asterisk.fault("agi", Fault.PERMISSION_DENIED);
        ask("callfuse/watch");
        await().atMost(PATIENCE).until(() -> count("async_unanswered") == 1);
    }

    @Test
    void shouldGiveUpInTimeWhereTheConnectionIsLostAgainAndAgain() throws IOException {
        close();
        connect(Duration.ofSeconds(1));
        asterisk.fault(
                "getvar", Collections.nCopies(1000, Fault.CUT_BEFORE_DOING_IT).toArray(Fault[]::new));
        ask("callfuse/watch");
        await().atMost(PATIENCE).until(() -> count("async_unanswered") == 1);
        long asked = asterisk.count("getvar");
        await().atMost(PATIENCE).until(bench.control::isConnected);
        bench.control.userEvent("After", Map.of());
        await().atMost(PATIENCE).until(() -> asterisk.count("userevent") == 1);
        assertThat(asterisk.count("getvar")).as("not tried any more").isEqualTo(asked);
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void shouldGiveUpInTimeWhereAsteriskIsGone() throws Exception {
        close();
        connect(Duration.ofSeconds(1));
        asterisk.fault(
                "getvar", Collections.nCopies(1000, Fault.CUT_BEFORE_DOING_IT).toArray(Fault[]::new));
        ask("callfuse/watch");
        await().atMost(PATIENCE).until(() -> asterisk.count("getvar") >= 1);
        asterisk.stop();
        await().atMost(PATIENCE).until(() -> count("async_unanswered") == 1);
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void shouldHearNothingOfAgiUnlessToldTo() throws IOException {
        try (AmiTestBench plain = new AmiTestBench().connected()) {
            assertThat(plain.asterisk.last("login").get("events")).isEqualTo("call,dtmf,user");
        }
    }
}
