package io.callfuse.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.scoring.Emotion;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FuseTest {
    private final PolicyFixture call = new PolicyFixture();

    @Test
    void shouldStayClosedJustUnderTheEnterThreshold() {
        call.seconds(100, 74.99);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Closed());
        assertThat(call.path()).isEmpty();
    }

    @Test
    void shouldConfirmAtExactlyTheEnterThreshold() {
        call.second(75);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Confirming(1000));
        assertThat(call.policy.state().level()).isEqualTo(1);
        assertThat(call.path()).containsExactly("1000 closed -> confirming (enter)");
    }

    @Test
    void shouldCloseAgainOnlyUnderTheExitThreshold() {
        call.second(80);
        call.second(60);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Confirming(1000));
        call.second(59.99);
        assertThat(call.path())
                .containsExactly("1000 closed -> confirming (enter)", "3000 confirming -> closed (exit)");
    }

    @Test
    void shouldTripExactlyWhenTheDwellHasPassed() {
        call.seconds(3, 80);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Confirming(1000));
        call.second(81);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Tripped(4000, 81));
        assertThat(call.policy.state().level()).isEqualTo(2);
    }

    @Test
    void shouldNotTripBetweenTheThresholdsHoweverLongItConfirms() {
        call.second(80);
        call.seconds(10, 74);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Confirming(1000));
        call.second(75);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Tripped(12_000, 75));
    }

    @Test
    void shouldCountTheDwellAnewAfterItClosed() {
        call.seconds(3, 80);
        call.second(10);
        call.seconds(3, 80);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Confirming(5000));
        call.second(80);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Tripped(8000, 80));
    }

    @Test
    void shouldTripAtOnceWithoutDwell() {
        PolicyFixture impatient = new PolicyFixture(with(Duration.ZERO, Duration.ofMinutes(5)));
        impatient.second(75);
        assertThat(impatient.path())
                .containsExactly("1000 closed -> confirming (enter)", "1000 confirming -> tripped (dwell)");
    }

    @Test
    void shouldNotMoveACallerWhoHasHardlySpoken() {
        for (int i = 0; i < 10; i++) {
            call.second(90, Emotion.UNKNOWN, 1999, true);
        }
        assertThat(call.policy.state()).isEqualTo(new FuseState.Confirming(1000));
        call.second(90, Emotion.ANGER, 2000, true);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Tripped(11_000, 90));
    }

    @Test
    void shouldArchiveAsSoonAsTheCallerWasMoved() {
        call.trip();
        assertThat(call.policy.switched(4210, "redirect")).isTrue();
        assertThat(call.policy.state()).isEqualTo(new FuseState.Archived(4000));
        assertThat(call.policy.state().level()).isEqualTo(3);
        assertThat(call.path()).endsWith("4210 tripped -> switched (redirect)", "4210 switched -> archived (evidence)");
    }

    @Test
    void shouldArchiveAsSoonAsTheSwitchFailed() {
        call.trip();
        assertThat(call.policy.switchFailed(4300, "no such context")).isTrue();
        assertThat(call.path())
                .endsWith(
                        "4300 tripped -> switch-failed (no such context)", "4300 switch-failed -> archived (evidence)");
    }

    @Test
    void shouldIgnoreAnAnswerThatNobodyAwaits() {
        assertThat(call.policy.switched(0, "redirect")).isFalse();
        call.trip();
        assertThat(call.policy.switchFailed(4100, "timeout")).isTrue();
        assertThat(call.policy.switched(4200, "redirect")).isFalse();
        assertThat(call.policy.switchFailed(4200, "again")).isFalse();
        assertThat(call.path()).hasSize(4);
    }

    @Test
    void shouldWaitForTheAnswerWhateverTheScore() {
        call.trip();
        call.seconds(600, 100);
        call.seconds(600, 0);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Tripped(4000, 80));
    }

    @Test
    void shouldCloseExactlyACooldownAfterTheTripHoweverLateTheAnswer() {
        call.trip();
        call.seconds(100, 0);
        call.policy.switched(call.atMs, "redirect");
        call.seconds(199, 0);
        assertThat(call.atMs).isEqualTo(303_000);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Archived(4000));
        call.second(0);
        assertThat(call.path()).last().isEqualTo("304000 archived -> closed (cooldown)");
    }

    @Test
    void shouldConfirmAgainOnTheTickThatEndsTheCooldown() {
        call.trip();
        call.policy.switched(4000, "redirect");
        call.seconds(300, 80);
        assertThat(call.path()).endsWith("304000 archived -> closed (cooldown)", "304000 closed -> confirming (enter)");
        call.seconds(3, 80);
        assertThat(call.policy.state()).isEqualTo(new FuseState.Tripped(307_000, 80));
    }

    @Test
    void shouldReportTheScoreThatMovedIt() {
        call.seconds(3, 80);
        call.second(83.1);
        assertThat(call.all(FuseChanged.class)).last().satisfies(change -> {
            assertThat(change.score()).isEqualTo(83.1);
            assertThat(change.to()).isInstanceOf(FuseState.Tripped.class);
        });
    }

    static PolicySettings with(Duration dwell, Duration cooldown) {
        return new PolicySettings(
                "test",
                new FuseSettings(75, 60, dwell, cooldown),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                PolicyFixture.SOOTHING,
                Optional.empty());
    }
}
