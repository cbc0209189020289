package io.callfuse.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callfuse.engine.policy.rules.Fact;
import io.callfuse.engine.policy.rules.RuleCompiler;
import io.callfuse.engine.policy.rules.RuleText;
import io.callfuse.engine.scoring.Emotion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a call whose policy changes while it goes on. */
@Timeout(60)
class PolicyChangeTest {
    private final PolicyFixture call = new PolicyFixture();

    private static PolicySettings settings(double enter, Duration cooldown, PolicyRules rules) {
        return new PolicySettings(
                "2",
                new FuseSettings(enter, Math.min(enter, 30), Duration.ofSeconds(3), cooldown),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                PolicyFixture.SOOTHING,
                Optional.empty(),
                rules);
    }

    private static PolicySettings settings(double enter, Duration cooldown) {
        return settings(enter, cooldown, PolicyRules.NONE);
    }

    private static PolicyRules rule(String name, String when, boolean moves) throws Exception {
        return new PolicyRules(
                RuleCompiler.compile(List.of(new RuleText(name, when, Duration.ZERO)), 1000),
                List.of(new PolicyRule(name, moves ? Optional.of(PolicyFixture.SOOTHING) : Optional.empty(), "")));
    }

    @Test
    void shouldTripByALowerThresholdFromTheNextSecondOn() {
        call.seconds(5, 50);
        assertThat(call.path()).isEmpty();
        call.policy.change(settings(45, Duration.ofMinutes(5)));
        call.seconds(4, 50);
        assertThat(call.path())
                .containsExactly("6000 closed -> confirming (enter)", "9000 confirming -> tripped (dwell)");
    }

    @Test
    void shouldGoOnConfirmingWhereItConfirmed() {
        call.seconds(2, 80);
        call.policy.change(settings(70, Duration.ofMinutes(5)));
        call.seconds(2, 72);
        assertThat(call.path())
                .containsExactly("1000 closed -> confirming (enter)", "4000 confirming -> tripped (dwell)");
    }

    @Test
    void shouldSayNeitherClassNorDecisionTwice() {
        call.seconds(61, 10);
        call.policy.change(settings(75, Duration.ofMinutes(5)));
        call.seconds(40, 10);
        call.end();
        assertThat(call.all(FirstClass.class)).hasSize(1);
        assertThat(call.all(Decision.class)).singleElement().satisfies(decision -> assertThat(decision.atMs())
                .isEqualTo(60_000));
    }

    @Test
    void shouldDecideByTheNewDeadline() {
        call.seconds(40, 10);
        call.policy.change(settings(75, Duration.ofMinutes(5)));
        call.second(10);
        assertThat(call.all(Decision.class)).singleElement().satisfies(decision -> assertThat(decision.atMs())
                .isEqualTo(41_000));
    }

    @Test
    void shouldMoveNobodyTwiceByAShorterCooldown() {
        call.trip();
        call.policy.change(settings(40, Duration.ofSeconds(1)));
        call.policy.switched(call.atMs, "redirected");
        call.seconds(200, 80);
        assertThat(call.path()).filteredOn(step -> step.contains("tripped (")).hasSize(1);
        call.seconds(110, 80);
        assertThat(call.path()).filteredOn(step -> step.contains("tripped (")).hasSize(2);
        // The second trip rests as the new policy says.
        call.policy.switched(call.atMs, "redirected");
        call.seconds(5, 80);
        assertThat(call.path()).filteredOn(step -> step.contains("tripped (")).hasSizeGreaterThan(2);
    }

    @Test
    void shouldTellARuleThatGoesOnHoldingOnce() throws Exception {
        PolicyFixture ruled =
                new PolicyFixture(settings(75, Duration.ofMinutes(5), rule("quiet", "score < 20", false)));
        ask(ruled, 3);
        assertThat(ruled.all(RuleHeld.class)).hasSize(1);
        ruled.policy.change(settings(70, Duration.ofMinutes(5), rule("quiet", "score < 20", false)));
        ask(ruled, 3);
        assertThat(ruled.all(RuleHeld.class)).hasSize(1);
    }

    @Test
    void shouldTripByARuleThatIsNew() throws Exception {
        call.seconds(5, 10);
        call.policy.change(settings(75, Duration.ofMinutes(5), rule("quiet", "score < 20", true)));
        ask(call, 1);
        assertThat(call.path()).containsExactly("6000 closed -> tripped (rule quiet)");
    }

    @Test
    void shouldForgetRulesThatAreGone() throws Exception {
        PolicyFixture ruled = new PolicyFixture(settings(75, Duration.ofMinutes(5), rule("loud", "score > 50", true)));
        ruled.policy.change(settings(75, Duration.ofMinutes(5)));
        assertThat(ruled.policy.facts()).isEmpty();
        ruled.seconds(3, 60);
        assertThat(ruled.path()).isEmpty();
    }

    @Test
    void shouldTakeNoChangeAfterTheEnd() {
        call.seconds(3, 10);
        call.end();
        assertThatThrownBy(() -> call.policy.change(PolicyFixture.DEFAULTS)).isInstanceOf(IllegalStateException.class);
    }

    private static void ask(PolicyFixture ruled, int seconds) {
        for (int i = 0; i < seconds; i++) {
            ruled.policy.facts().orElseThrow().say(Fact.SCORE, 10);
            ruled.second(10, Emotion.NEUTRAL, 10_000, true);
        }
    }
}
