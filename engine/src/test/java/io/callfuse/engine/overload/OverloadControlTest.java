package io.callfuse.engine.overload;

import static io.callfuse.engine.overload.OverloadControl.State.KEEPS_UP;
import static io.callfuse.engine.overload.OverloadControl.State.REFUSES_CALLS;
import static io.callfuse.engine.overload.OverloadControl.State.SHEDS_WORDS;
import static io.callfuse.engine.overload.OverloadControl.UNLIMITED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OverloadControlTest {
    private static final int MAX_CALLS = 2000;
    private static final int LEAST_CALLS = 64;

    private final OverloadControl control = new OverloadControl(MAX_CALLS, LEAST_CALLS, true, true);

    private void late(int seconds, int calls) {
        for (int i = 0; i < seconds; i++) {
            control.step(new OverloadControl.Second(calls, calls / 10, false, calls, 40));
        }
    }

    private void calm(int seconds, int calls) {
        for (int i = 0; i < seconds; i++) {
            control.step(new OverloadControl.Second(calls, 0, false, calls, 0));
        }
    }

    @Test
    void shouldGiveUpHalfTheWordsThenAllThenNewCalls() {
        late(1, 400);
        assertThat(control.state()).isEqualTo(KEEPS_UP);
        late(1, 400);
        assertThat(control.state()).isEqualTo(SHEDS_WORDS);
        assertThat(control.wordsAtMost()).isEqualTo(20);
        late(2, 400);
        assertThat(control.wordsAtMost()).isZero();
        assertThat(control.callsAtMost()).isEqualTo(MAX_CALLS);
        late(1, 400);
        assertThat(control.state()).isEqualTo(REFUSES_CALLS);
        assertThat(control.callsAtMost()).isEqualTo(380);
    }

    @Test
    void shouldGiveUpNothingForAMomentInWhichTheMachineStoodStill() {
        for (int hour = 0; hour < 100; hour++) {
            control.step(new OverloadControl.Second(900, 900, true, 300, 40));
            calm(10, 300);
            assertThat(control.state()).isEqualTo(KEEPS_UP);
        }
    }

    @Test
    void shouldRefuseNobodyForTwoSecondsStandStillAndTheCatchingUp() {
        late(3, 300);
        assertThat(control.callsAtMost()).isEqualTo(MAX_CALLS);
        calm(20, 300);
        late(3, 300);
        assertThat(control.callsAtMost()).isEqualTo(MAX_CALLS);
    }

    @Test
    void shouldSeeLatenessThatComesAndGoes() {
        for (int i = 0; i < 20; i++) {
            late(1, 400);
            calm(1, 400);
        }
        assertThat(control.state()).isEqualTo(REFUSES_CALLS);
    }

    @Test
    void shouldOverlookOneScoreInAHundred() {
        for (int i = 0; i < 100; i++) {
            control.step(new OverloadControl.Second(400, 4, false, 400, 40));
        }
        assertThat(control.state()).isEqualTo(KEEPS_UP);
        assertThat(control.wordsAtMost()).isEqualTo(UNLIMITED);
    }

    @Test
    void shouldTakeAFewCallsHoweverLateTheyAre() {
        late(100, LEAST_CALLS);
        assertThat(control.state()).isEqualTo(KEEPS_UP);
        late(100, LEAST_CALLS + 1);
        assertThat(control.callsAtMost()).isEqualTo(LEAST_CALLS);
    }

    @Test
    void shouldNotTightenWhileCallsPastTheLimitHaveNotEnded() {
        late(60, 400);
        assertThat(control.callsAtMost()).isEqualTo(380);
    }

    @Test
    void shouldSeeWhatALimitHelpsBeforeItTightensAgain() {
        late(5, 400);
        late(4, 380);
        assertThat(control.callsAtMost()).isEqualTo(380);
        late(1, 380);
        assertThat(control.callsAtMost()).isEqualTo(361);
    }

    @Test
    void shouldTightenSoonerWhereTheLimitIsKnown() {
        late(5, 400);
        calm(15, 380);
        assertThat(control.callsAtMost()).isEqualTo(383);
        late(1, 383);
        assertThat(control.callsAtMost()).isEqualTo(383);
        late(1, 383);
        assertThat(control.callsAtMost()).isEqualTo(363);
    }

    @Test
    void shouldTakeMoreCallsFasterTheLongerItKeepsUpAndWordsLast() {
        late(5, 400);
        calm(14, 380);
        assertThat(control.callsAtMost()).isEqualTo(380);
        int before = control.callsAtMost();
        int lastGrowth = 0;
        int seconds = 0;
        while (control.state() == REFUSES_CALLS) {
            calm(1, 380);
            seconds++;
            assertThat(control.wordsAtMost()).as("words come last").isZero();
            int growth = control.callsAtMost() - before;
            if (growth > 0 && control.state() == REFUSES_CALLS) {
                assertThat(growth).isGreaterThan(lastGrowth);
                lastGrowth = growth;
            }
            before = control.callsAtMost();
        }
        assertThat(seconds).isBetween(90, 180);
        calm(200, 380);
        assertThat(control.state()).isEqualTo(KEEPS_UP);
        assertThat(control.wordsAtMost()).isEqualTo(UNLIMITED);
        assertThat(control.callsAtMost()).isEqualTo(MAX_CALLS);
    }

    @Test
    void shouldHaveNoWordsToGiveUpWhereNoneAreHeard() {
        OverloadControl deaf = new OverloadControl(MAX_CALLS, LEAST_CALLS, false, true);
        for (int i = 0; i < 4; i++) {
            assertThat(deaf.step(new OverloadControl.Second(400, 400, false, 400, 0)))
                    .isEqualTo(KEEPS_UP);
        }
        assertThat(deaf.step(new OverloadControl.Second(400, 400, false, 400, 0)))
                .isEqualTo(REFUSES_CALLS);
    }

    @Test
    void shouldBeLateWherePacketsAreReadLateThoughScoresFollowThemAtOnce() {
        for (int i = 0; i < 5; i++) {
            control.step(new OverloadControl.Second(400, 0, true, 400, 0));
        }
        assertThat(control.state()).isEqualTo(REFUSES_CALLS);
    }

    @Test
    void shouldRefuseNobodyWhereThatIsNotWished() {
        OverloadControl patient = new OverloadControl(MAX_CALLS, LEAST_CALLS, true, false);
        for (int i = 0; i < 100; i++) {
            patient.step(new OverloadControl.Second(400, 400, false, 400, 40));
        }
        assertThat(patient.state()).isEqualTo(SHEDS_WORDS);
        assertThat(patient.wordsAtMost()).isZero();
        assertThat(patient.callsAtMost()).isEqualTo(MAX_CALLS);
    }

    /** More callers than a machine can hear, which end as calls do: most seconds are in time, and nearly as many are heard as can be. */
    @Test
    void shouldHoldNearlyAsManyCallsAsTheMachineCanHear() {
        Random chance = new Random(20261123);
        int capacity = 350;
        int calls = 0;
        int lateSeconds = 0;
        long heard = 0;
        int seconds = 3600;
        for (int second = 0; second < seconds; second++) {
            for (int arrival = 0; arrival < 5; arrival++) {
                calls += calls < control.callsAtMost() ? 1 : 0;
            }
            for (int call = calls; call > 0; call--) {
                calls -= chance.nextInt(180) == 0 ? 1 : 0;
            }
            boolean late = calls > capacity;
            control.step(new OverloadControl.Second(calls, late ? calls / 5 : 0, false, calls, 0));
            if (second >= 600) {
                lateSeconds += late ? 1 : 0;
                heard += Math.min(calls, capacity);
            }
        }
        assertThat(lateSeconds / 3000.0).isLessThan(0.1);
        assertThat(heard / 3000.0).isGreaterThan(0.9 * capacity);
    }
}
