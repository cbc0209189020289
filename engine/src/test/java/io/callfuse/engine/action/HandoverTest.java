package io.callfuse.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Reception;
import io.callfuse.engine.policy.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HandoverTest {
    private static final Route SOOTHING = new Route(
            "soothing", "care", "s", 1, new Reception("calm", 7, "sorry&one-moment", "upset", Duration.ofMillis(2500)));
    private static final Route OPERATOR = new Route(
            "operator", "operator", "0", 2, new Reception("", 10, "nobody-is-free", "", Duration.ofSeconds(60)));

    @Test
    void shouldTellTheDialplanHowToReceiveTheCaller() {
        assertThat(Handover.variables(order(Optional.of(OPERATOR)), SOOTHING, "support,100,3"))
                .containsEntry("CALLFUSE_QUEUE", "calm")
                .containsEntry("CALLFUSE_QUEUE_PRIO", "7")
                .containsEntry("CALLFUSE_ANNOUNCE", "sorry&one-moment")
                .containsEntry("CALLFUSE_WHISPER", "upset")
                .containsEntry("CALLFUSE_ANSWER_WITHIN", "3")
                .containsEntry("CALLFUSE_FALLBACK", "operator,0,2")
                .containsEntry("CALLFUSE_FALLBACK_ANNOUNCE", "nobody-is-free")
                .containsEntry("CALLFUSE_CAME_FROM", "support,100,3");
    }

    @Test
    void shouldHaveNoFallbackBehindTheFallbackItself() {
        assertThat(Handover.variables(order(Optional.of(OPERATOR)), OPERATOR, ""))
                .containsEntry("CALLFUSE_FALLBACK", "")
                .containsEntry("CALLFUSE_FALLBACK_ANNOUNCE", "");
        assertThat(Handover.variables(order(Optional.empty()), SOOTHING, "")).containsEntry("CALLFUSE_FALLBACK", "");
    }

    @Test
    void shouldTellWhoComesNextAndWhoBehindThatEachPlaceOnce() {
        Route same = new Route("also-calm", "care", "s", 1);
        Route last = new Route("last", "last", "s", 1);
        SwitchOrder order = order(List.of(OPERATOR, same, last));
        assertThat(Handover.variables(order, SOOTHING, ""))
                .containsEntry("CALLFUSE_FALLBACK", "operator,0,2")
                .containsEntry("CALLFUSE_FALLBACK_MORE", "last,s,1,");
        assertThat(Handover.variables(order, OPERATOR, ""))
                .containsEntry("CALLFUSE_FALLBACK", "care,s,1")
                .containsEntry("CALLFUSE_FALLBACK_MORE", "last,s,1,");
        assertThat(Handover.variables(order, last, ""))
                .containsEntry("CALLFUSE_FALLBACK", "")
                .containsEntry("CALLFUSE_FALLBACK_MORE", "");
        Route calm = new Route("calm", "c", "s", 1, SOOTHING.reception());
        assertThat(Handover.variables(order(List.of(OPERATOR, calm)), SOOTHING, ""))
                .containsEntry("CALLFUSE_FALLBACK_MORE", "c,s,1,sorry&one-moment");
    }

    /** An agent's channel with a CALLFUSE_ID would be taken for a caller's after a restart. */
    @Test
    void shouldLetTheAgentsChannelInheritWhatItIsToKnowUnderOtherNames() {
        Map<String, String> variables = Handover.variables(order(Optional.empty()), SOOTHING, "");
        assertThat(variables)
                .containsEntry("__CALLFUSE_CALL_ID", "x")
                .containsEntry("__CALLFUSE_CALL_SCORE", "81.3")
                .containsEntry("CALLFUSE_SCORE", "81.3")
                .doesNotContainKeys("__CALLFUSE_CALL_STATE", "__CALLFUSE_ID");
    }

    private static SwitchOrder order(Optional<Route> fallback) {
        return order(fallback.stream().toList());
    }

    private static SwitchOrder order(List<Route> alternatives) {
        return new SwitchOrder(
                "o1",
                CallId.random(),
                new CallChannel("PJSIP/a-1", "1.1", "", ""),
                SOOTHING,
                alternatives,
                BridgedAgent.hangUp(),
                Map.of("CALLFUSE_ID", "x", "CALLFUSE_SCORE", "81.3", "CALLFUSE_STATE", "tripped"));
    }
}
