package io.callfuse.engine.action.ami;

import static io.callfuse.engine.action.ami.AmiTestBench.OPERATOR;
import static io.callfuse.engine.action.ami.AmiTestBench.SOOTHING;
import static io.callfuse.engine.action.ami.AmiTestBench.order;
import static io.callfuse.engine.action.ami.AmiTestBench.outcome;
import static io.callfuse.engine.action.ami.AmiTestBench.withoutFallback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.action.ami.FakeAmi.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Moving a caller: exactly once, with a fallback, and never lost, whatever breaks on the way. */
@Timeout(60)
class SwitchCallerTest {
    private AmiTestBench bench;
    private FakeAmi asterisk;

    @BeforeEach
    void connect() throws IOException {
        bench = new AmiTestBench().connected();
        asterisk = bench.asterisk;
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void shouldMoveCallerToTargetAfterSettingVariables() throws Exception {
        SwitchOutcome outcome = bench.move(order("o1"));

        assertThat(outcome).isEqualTo(new SwitchOutcome.Moved(SOOTHING, "redirected"));
        assertThat(bench.caller.place()).isEqualTo("soothing,s,1");
        assertThat(asterisk.actions.stream().map(a -> a.get("action").toLowerCase()))
                .containsSubsequence("getvar", "setvar", "redirect");
        assertThat(asterisk.last("setvar"))
                .containsEntry("variable", "CALLFUSE_ROUTE")
                .containsEntry("value", "soothing")
                .containsEntry("channel", "1700000000.1");
        assertThat(asterisk.last("redirect")).doesNotContainKey("extrachannel");
    }

    @Test
    void shouldMoveOnceHoweverOftenTheOrderIsGiven() throws Exception {
        CompletionStage<SwitchOutcome> first = bench.control.switchCaller(order("o1"));
        CompletionStage<SwitchOutcome> second = bench.control.switchCaller(order("o1"));

        assertThat(outcome(first)).isSameAs(outcome(second)).isInstanceOf(SwitchOutcome.Moved.class);
        assertThat(bench.move(order("o1"))).isSameAs(outcome(first));
        assertThat(asterisk.count("redirect")).isEqualTo(1);
    }

    @Test
    void shouldMoveToFallbackWhenTargetDoesNotExist() throws Exception {
        asterisk.routes.remove("soothing,s,1");

        assertThat(bench.move(order("o1")))
                .isEqualTo(new SwitchOutcome.MovedToFallback(
                        OPERATOR, "route 'soothing' (soothing,s,1) does not exist in the dialplan"));
        assertThat(bench.caller.place()).isEqualTo("operator,0,1");
        assertThat(asterisk.count("redirect")).isEqualTo(1);
    }

    @Test
    void shouldLeaveCallerInPlaceWhenNoRouteExists() throws Exception {
        asterisk.routes.clear();

        SwitchOutcome outcome = bench.move(order("o1"));

        assertThat(outcome).isInstanceOf(SwitchOutcome.LeftInPlace.class);
        assertThat(outcome.why()).contains("'soothing'").contains("'operator'");
        assertThat(bench.caller.place()).isEqualTo("support,100,3");
        assertThat(asterisk.count("redirect")).isZero();
    }

    @Test
    void shouldSayThatThereIsNoFallbackWhenTargetDoesNotExist() throws Exception {
        asterisk.routes.clear();

        assertThat(bench.move(withoutFallback("o1")).why()).endsWith("no fallback route is configured");
    }

    @Test
    void shouldMoveToFallbackWhenRedirectIsRefused() throws Exception {
        asterisk.fault("redirect", Fault.REFUSED);

        SwitchOutcome outcome = bench.move(order("o1"));

        assertThat(outcome).isInstanceOf(SwitchOutcome.MovedToFallback.class);
        assertThat(outcome.why()).contains("refused: Redirect failed");
        assertThat(bench.caller.place()).isEqualTo("operator,0,1");
    }

    @Test
    void shouldLeaveCallerInPlaceWhenUserMayNotRedirect() throws Exception {
        asterisk.fault("redirect", Fault.PERMISSION_DENIED, Fault.PERMISSION_DENIED);

        SwitchOutcome outcome = bench.move(order("o1"));

        assertThat(outcome).isInstanceOf(SwitchOutcome.LeftInPlace.class);
        assertThat(outcome.why()).contains("Permission denied");
        assertThat(asterisk.count("redirect")).isEqualTo(2);
    }

    @Test
    void shouldLeaveCallerInPlaceWhenDialplanCannotBeAsked() throws Exception {
        asterisk.fault("getvar", Fault.PERMISSION_DENIED);

        assertThat(bench.move(order("o1")))
                .isEqualTo(new SwitchOutcome.LeftInPlace("Asterisk refused: Permission denied"));
    }

    @Test
    void shouldMoveEvenWhenVariableCannotBeSet() throws Exception {
        asterisk.fault("setvar", Fault.PERMISSION_DENIED);

        SwitchOutcome outcome = bench.move(order("o1"));

        assertThat(outcome).isInstanceOf(SwitchOutcome.Moved.class);
        assertThat(outcome.why()).contains("CALLFUSE_QUEUE could not be set: Permission denied");
        assertThat(asterisk.variables)
                .as("the others")
                .containsEntry("1700000000.1|CALLFUSE_ROUTE", "soothing")
                .containsEntry("1700000000.1|CALLFUSE_FALLBACK", "operator,0,1")
                .doesNotContainKey("1700000000.1|CALLFUSE_QUEUE");
    }

    /** Some 25 of them, each a round trip, would hold up the move of an Asterisk that is busy, or far away. */
    @Test
    void shouldSetAllVariablesInOneRoundTrip() throws Exception {
        close();
        bench = AmiTestBench.patient(Duration.ofSeconds(30)).connected();
        asterisk = bench.asterisk;
        asterisk.fault(
                "setvar", Collections.nCopies(7, Fault.ANSWERED_WITH_THE_NEXT).toArray(Fault[]::new));

        assertThat(bench.move(order("o1"))).isEqualTo(new SwitchOutcome.Moved(SOOTHING, "redirected"));
        assertThat(asterisk.count("setvar")).isGreaterThan(7);
        assertThat(asterisk.count("login")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_BEFORE_DOING_IT", "CUT_AFTER_DOING_IT", "SILENT_BEFORE_DOING_IT", "SILENT_AFTER_DOING_IT"})
    void shouldSetAllVariablesAgainAfterLossAmongThem(Fault fault) throws Exception {
        asterisk.fault("setvar", fault);

        assertThat(bench.move(order("o1"))).isEqualTo(new SwitchOutcome.Moved(SOOTHING, "redirected"));
        assertThat(asterisk.variables).containsKeys("1700000000.1|CALLFUSE_QUEUE", "1700000000.1|CALLFUSE_ROUTE");
        assertThat(asterisk.count("redirect")).isEqualTo(1);
    }

    @Test
    void shouldDoNothingWhenCallerHasHungUp() throws Exception {
        asterisk.hangUp(bench.caller);

        assertThat(bench.move(order("o1"))).isEqualTo(new SwitchOutcome.LeftInPlace("the caller has hung up"));
        assertThat(asterisk.count("redirect")).isZero();
    }

    @Test
    void shouldNotRedirectCallerWhoIsAtTheRouteAlready() throws Exception {
        bench.caller.context = "soothing";
        bench.caller.extension = "s";
        bench.caller.priority = 4;

        assertThat(bench.move(order("o1")))
                .isEqualTo(new SwitchOutcome.Moved(SOOTHING, "the caller was there already"));
        assertThat(asterisk.count("redirect")).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_AFTER_DOING_IT", "SILENT_AFTER_DOING_IT"})
    void shouldNotRedirectAgainWhenAnswerWasLostButCallerMoved(Fault fault) throws Exception {
        asterisk.fault("redirect", fault);

        SwitchOutcome outcome = bench.move(order("o1"));

        assertThat(outcome)
                .isEqualTo(new SwitchOutcome.Moved(SOOTHING, "redirected just before the connection was lost"));
        assertThat(asterisk.count("redirect")).isEqualTo(1);
        assertThat(asterisk.count("login")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_BEFORE_DOING_IT", "SILENT_BEFORE_DOING_IT"})
    void shouldRedirectAgainOnlyAfterSeeingThatCallerStayed(Fault fault) throws Exception {
        asterisk.fault("redirect", fault);

        assertThat(bench.move(order("o1"))).isInstanceOf(SwitchOutcome.Moved.class);

        assertThat(asterisk.count("redirect")).isEqualTo(2);
        int first = indexOf("redirect", 0);
        assertThat(asterisk.actions.subList(first + 1, indexOf("redirect", first + 1)).stream()
                        .map(a -> a.get("action").toLowerCase())
                        .filter("status"::equals)
                        .count())
                .isGreaterThan(3);
    }

    @Test
    void shouldNotRedirectAgainWhenCallerWentElsewhereMeanwhile() throws Exception {
        asterisk.fault("redirect", Fault.CUT_BEFORE_DOING_IT);
        asterisk.fault("challenge", Fault.HELD);

        CompletionStage<SwitchOutcome> stage = bench.control.switchCaller(order("o1"));
        await().until(() -> bench.events.count("lost") == 1);
        bench.caller.context = "after-hours";
        asterisk.release();

        SwitchOutcome outcome = outcome(stage);
        assertThat(outcome).isInstanceOf(SwitchOutcome.Unconfirmed.class);
        assertThat(outcome.moved()).isFalse();
        assertThat(outcome.why()).contains("from support,100,3 to after-hours,100,3");
        assertThat(asterisk.count("redirect")).isEqualTo(1);
    }

    @Test
    void shouldNotRedirectAgainWhenCallEndedWhileAnswerWasLost() throws Exception {
        asterisk.endsCallWhenMoved = true;
        asterisk.fault("redirect", Fault.CUT_AFTER_DOING_IT);

        assertThat(bench.move(order("o1")))
                .isEqualTo(new SwitchOutcome.Unconfirmed(SOOTHING, "the call ended while the connection was lost"));
        assertThat(asterisk.count("redirect")).isEqualTo(1);
    }

    @Test
    void shouldNotClaimMoveWhenCallerStaysDespiteSuccess() throws Exception {
        asterisk.moves = false;

        SwitchOutcome outcome = bench.move(order("o1"));

        assertThat(outcome).isInstanceOf(SwitchOutcome.Unconfirmed.class);
        assertThat(outcome.why()).endsWith("still at support,100,3");
        assertThat(asterisk.count("redirect")).isEqualTo(1);
    }

    @Test
    void shouldNotClaimMoveWhenCallEndsWithIt() throws Exception {
        asterisk.endsCallWhenMoved = true;

        assertThat(bench.move(order("o1")).why()).startsWith("the call ended before");
    }

    @Test
    void shouldStayOneMoveWhenAsteriskAnswersTwice() throws Exception {
        asterisk.fault("redirect", Fault.ANSWERED_TWICE);

        assertThat(bench.move(order("o1"))).isInstanceOf(SwitchOutcome.Moved.class);
        assertThat(asterisk.count("redirect")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_BEFORE_DOING_IT", "SILENT_BEFORE_DOING_IT"})
    void shouldCarryOnAfterLossBeforeTheRedirect(Fault fault) throws Exception {
        asterisk.fault("getvar", fault);

        assertThat(bench.move(order("o1"))).isEqualTo(new SwitchOutcome.Moved(SOOTHING, "redirected"));
        assertThat(asterisk.count("redirect")).isEqualTo(1);
    }

    @Test
    void shouldCarryOnWithFallbackAfterLossOnTheWayThere() throws Exception {
        asterisk.routes.remove("soothing,s,1");
        asterisk.fault("redirect", Fault.CUT_AFTER_DOING_IT);

        assertThat(bench.move(order("o1"))).isInstanceOf(SwitchOutcome.MovedToFallback.class);
        assertThat(bench.caller.place()).isEqualTo("operator,0,1");
        assertThat(asterisk.count("redirect")).isEqualTo(1);
    }

    @Test
    void shouldMoveCallerOnceConnectionIsBackWhenOrderedWithoutOne() throws Exception {
        asterisk.stop();
        await().until(() -> bench.events.count("lost") == 1);

        CompletionStage<SwitchOutcome> stage = bench.control.switchCaller(order("o1"));
        assertThat(stage.toCompletableFuture()).isNotDone();
        asterisk.restart();

        assertThat(outcome(stage)).isInstanceOf(SwitchOutcome.Moved.class);
    }

    @Test
    void shouldEndWaitingOrdersWhenClosed() throws Exception {
        asterisk.stop();
        await().until(() -> bench.events.count("lost") == 1);
        CompletionStage<SwitchOutcome> stage = bench.control.switchCaller(order("o1"));

        bench.control.close();

        assertThat(outcome(stage)).isEqualTo(new SwitchOutcome.LeftInPlace("the engine is stopping"));
        assertThat(bench.move(order("o2"))).isEqualTo(new SwitchOutcome.LeftInPlace("the engine is stopping"));
    }

    private int indexOf(String action, int from) {
        int index = from;
        while (!asterisk.actions.get(index).get("action").equalsIgnoreCase(action)) {
            index++;
        }
        return index;
    }
}
