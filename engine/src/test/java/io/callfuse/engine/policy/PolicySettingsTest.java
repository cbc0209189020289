package io.callfuse.engine.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PolicySettingsTest {

    @ParameterizedTest
    @CsvSource({
        "101, 60, 3, 300, enterThreshold",
        "NaN, 60, 3, 300, enterThreshold",
        "75, 76, 3, 300, exitThreshold",
        "75, -1, 3, 300, exitThreshold",
        "75, 60, -1, 300, dwell",
        "75, 60, 3, 0, cooldown"
    })
    void shouldRefuseAFuseThatCannotHold(double enter, double exit, long dwellS, long cooldownS, String culprit) {
        assertThatThrownBy(
                        () -> new FuseSettings(enter, exit, Duration.ofSeconds(dwellS), Duration.ofSeconds(cooldownS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(culprit);
    }

    @ParameterizedTest
    @CsvSource({"0, 60, 2, classifyBy", "20, 19, 2, decideBy", "20, 60, -1, minimumSpeech"})
    void shouldRefuseDeadlinesInTheWrongOrder(long classifyByS, long decideByS, long speechS, String culprit) {
        assertThatThrownBy(() -> new PolicySettings(
                        "1",
                        PolicyFixture.FUSE,
                        Duration.ofSeconds(classifyByS),
                        Duration.ofSeconds(decideByS),
                        Duration.ofSeconds(speechS),
                        PolicyFixture.SOOTHING,
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(culprit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "a,b", "a\r\nAction: Originate", "caf\u00e9"})
    void shouldRefuseARouteThatCouldBreakOutOfItsPlace(String context) {
        assertThatThrownBy(() -> new Route("soothing", context, "s", 1)).hasMessageContaining("context");
    }

    @Test
    void shouldRefuseARouteNamedNoneOrWithoutPriority() {
        assertThatThrownBy(() -> new Route("none", "c", "s", 1)).hasMessageContaining("none");
        assertThatThrownBy(() -> new Route("r", "c", "s", 0)).hasMessageContaining("priority 0");
    }

    @Test
    void shouldRejectReceptionsThatTheDialplanCouldNotTake() {
        assertThatThrownBy(() -> new Reception("a,b", 0, "", "", Duration.ZERO)).hasMessageContaining("queue");
        assertThatThrownBy(() -> new Reception("", 0, "a,b", "", Duration.ZERO)).hasMessageContaining("announce");
        assertThatThrownBy(() -> new Reception("", 0, "", "${X}", Duration.ZERO))
                .hasMessageContaining("whisper");
        assertThatThrownBy(() -> new Reception("", -1, "", "", Duration.ZERO)).hasMessageContaining("queuePriority");
        assertThatThrownBy(() -> new Reception("", 0, "", "", Duration.ofSeconds(-1)))
                .hasMessageContaining("answerWithin");
    }
}
