package io.callfuse.engine.action.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.SwitchOrder;
import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.policy.Reception;
import io.callfuse.engine.policy.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers of Stasis(): watched, tapped, sent on, kept, moved. */
@Timeout(30)
class AriCallersTest {
    private AriTestBench bench;

    @BeforeEach
    void connect() throws Exception {
        bench = new AriTestBench().connected();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldTapTheCallerAndThenLetHimGoOn() {
        enter("queue=support,language=en");
        await().until(() -> continued().equals(List.of("next")));
        assertThat(bench.told).contains("watch 1.1 linked-1.1", "tags {language=en, queue=support}");
        assertThat(bench.taps).singleElement().satisfies(tap -> assertThat(tap.toCompletableFuture())
                .isDone());
        bench.ari.run(() -> assertThat(bench.ari.asterisk.channels.get("1.1").variables)
                .containsKeys("CALLFUSE_ID", "CALLFUSE_STATE"));
    }

    @Test
    void shouldLetTheCallerGoOnWithoutATapThatDoesNotCome() {
        bench.ari.run(() -> bench.ari.asterisk.silentMedia = true);
        long beganNs = System.nanoTime();
        enter("");
        await().until(() -> continued().equals(List.of("next")));
        assertThat(Duration.ofNanos(System.nanoTime() - beganNs))
                .isGreaterThan(AriTestBench.quickTimes().releaseAfter())
                .isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void shouldKeepACallerWhoStaysUntilHisTimeIsOver() {
        enter("stay=1");
        await().until(() -> asked("POST /channels/1.1/moh"));
        assertThat(continued()).isEmpty();
        await().until(() -> continued().equals(List.of("next")));
    }

    @Test
    void shouldMoveACallerWhoStays() throws Exception {
        enter("stay=60");
        await().until(() -> asked("POST /channels/1.1/moh"));
        assertThat(move()).contains(new SwitchOutcome.Moved(AriTestBench.SOOTHING, "continued there"));
        assertThat(continued()).containsExactly("callfuse-routes,soothing");
        bench.ari.run(() -> assertThat(bench.ari.asterisk.channels.get("1.1").variables)
                .containsEntry("CALLFUSE_ROUTE", "soothing"));
    }

    @Test
    void shouldMoveACallerAheadOfAllThatWaits() throws Exception {
        enter("stay=60");
        await().until(() -> asked("POST /channels/1.1/moh"));
        bench.ari.run(() -> bench.ari.asterisk.call("2.2"));
        Map<String, String> marks = IntStream.range(0, 1000).boxed().collect(Collectors.toMap(i -> "V" + i, i -> "1"));
        // Asked while Asterisk stands still, so that all of it waits.
        CompletionStage<Optional<SwitchOutcome>> moved = bench.ari.on(() -> {
            bench.control.publish(AriTestBench.channel("2.2"), marks);
            return bench.control.moveHeld(AriTestBench.order("1.1"));
        });
        assertThat(AriTestBench.outcome(moved).orElseThrow()).isInstanceOf(SwitchOutcome.Moved.class);
        List<String> asked = bench.ari.on(() -> List.copyOf(bench.ari.asterisk.asked));
        int told = asked.indexOf("POST /channels/1.1/continue");
        assertThat(asked.subList(0, told).stream().filter("POST /channels/2.2/variable"::equals))
                .hasSizeLessThan(200);
    }

    @Test
    void shouldMoveToTheFallbackWhenTheTargetDoesNotExist() throws Exception {
        enter("stay=60");
        bench.ari.run(() -> bench.ari.asterisk.routes.remove("callfuse-routes,soothing,1"));
        assertThat(move().orElseThrow()).isInstanceOf(SwitchOutcome.MovedToFallback.class);
        assertThat(continued()).containsExactly("callfuse-routes,fallback");
    }

    @Test
    void shouldMoveToTheFallbackWhenTheQueueOfTheTargetDoesNotExist() throws Exception {
        enter("stay=60");
        assertThat(moveToQueue("gone").orElseThrow().why()).contains("the queue 'gone' of route 'soothing'");
        assertThat(continued()).containsExactly("callfuse-routes,fallback");
    }

    @Test
    void shouldSayHowToReceiveTheCallerAndWhereHeCameFrom() throws Exception {
        enter("stay=60");
        assertThat(moveToQueue("support").orElseThrow()).isInstanceOf(SwitchOutcome.Moved.class);
        bench.ari.run(() -> assertThat(bench.ari.asterisk.channels.get("1.1").variables)
                .containsEntry("CALLFUSE_QUEUE", "support")
                .containsEntry("CALLFUSE_FALLBACK", "callfuse-routes,fallback,1")
                .containsEntry("__CALLFUSE_CALL_ROUTE", "soothing")
                .containsKey("CALLFUSE_CAME_FROM"));
    }

    private Optional<SwitchOutcome> moveToQueue(String queue) throws Exception {
        Reception reception = new Reception(queue, 5, "", "", Duration.ZERO);
        SwitchOrder plain = AriTestBench.order("1.1");
        SwitchOrder order = new SwitchOrder(
                plain.id(),
                plain.call(),
                plain.channel(),
                new Route("soothing", "callfuse-routes", "soothing", 1, reception),
                plain.alternatives(),
                plain.agent(),
                plain.variables());
        return AriTestBench.outcome(bench.control.moveHeld(order));
    }

    @Test
    void shouldLeaveTheCallerWhenNeitherRouteExistsAndSendHimOnInTime() throws Exception {
        enter("stay=1");
        bench.ari.run(() -> bench.ari.asterisk.routes.clear());
        assertThat(move().orElseThrow()).isInstanceOf(SwitchOutcome.LeftInPlace.class);
        await().until(() -> continued().equals(List.of("next")));
    }

    @Test
    void shouldLeaveACallerToOthersWhoHasLeftTheApplication() throws Exception {
        enter("");
        await().until(() -> continued().equals(List.of("next")));
        assertThat(move()).isEmpty();
    }

    @Test
    void shouldMoveOnceHoweverOftenItIsAsked() throws Exception {
        enter("stay=60");
        var first = bench.control.moveHeld(AriTestBench.order("1.1"));
        var second = bench.control.moveHeld(AriTestBench.order("1.1"));
        assertThat(AriTestBench.outcome(first)).isPresent();
        assertThat(AriTestBench.outcome(second)).isEmpty();
        assertThat(continued()).hasSize(1);
    }

    @Test
    void shouldSayThatTheCallerHasHungUp() throws Exception {
        enter("stay=60");
        bench.ari.run(() -> bench.ari.asterisk.channels.get("1.1").inApp = false);
        bench.ari.run(() -> bench.ari.asterisk.channels.remove("1.1"));
        assertThat(move()).contains(new SwitchOutcome.LeftInPlace("the caller has hung up"));
    }

    @Test
    void shouldTakeOverTheCallersOfAnEngineThatWasKilled() {
        int port = bench.ari.stop();
        await().until(() -> bench.told.contains("lost"));
        bench.ari.run(() -> bench.ari.asterisk.enter("2.2", "queue=support"));
        bench.ari.startAgain(port);
        await().until(() -> bench.told.contains("watch 2.2 linked-2.2"));
        await().until(() -> bench.ari.on(() -> List.of("next").equals(bench.ari.asterisk.continued.get("2.2"))));
    }

    @Test
    void shouldLetAllCallersGoOnWhenTheEngineStops() {
        enter("stay=60");
        bench.control.close();
        assertThat(continued()).containsExactly("next");
    }

    @Test
    void shouldFailAMoveThatFindsNoConnectionInTime() throws Exception {
        enter("stay=60");
        bench.ari.stop();
        await().until(() -> bench.told.contains("lost"));
        assertThat(move()).contains(new SwitchOutcome.LeftInPlace("no connection to Asterisk"));
    }

    private void enter(String arguments) {
        bench.ari.run(() -> bench.ari.asterisk.enter("1.1", arguments));
        await().until(() -> bench.told.contains("watch 1.1 linked-1.1"));
    }

    private Optional<SwitchOutcome> move() throws Exception {
        return AriTestBench.outcome(bench.control.moveHeld(AriTestBench.order("1.1")));
    }

    private List<String> continued() {
        return bench.ari.on(() -> List.copyOf(bench.ari.asterisk.continued.getOrDefault("1.1", List.of())));
    }

    private boolean asked(String request) {
        return bench.ari.on(() -> bench.ari.asterisk.asked.contains(request));
    }
}
