package io.callfuse.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FirstClass;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.scoring.Emotion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallReportTest {

    @Test
    void shouldGiveTheSameFingerprintForTheSameCallWhateverItsName() {
        CallReport one = Reports.escalating();
        CallReport other = new CallReport(
                "other.wav", one.heard(), one.outcome(), one.timeline(), new EngineIdentity("9", "m", "c"));
        assertThat(other.fingerprint()).isEqualTo(one.fingerprint()).matches("sha256:[0-9a-f]{64}");
        assertThat(Reports.escalating().fingerprint()).isEqualTo(one.fingerprint());
    }

    @Test
    void shouldGiveThisFingerprintOnEveryJava() {
        assertThat(Reports.escalating().fingerprint())
                .isEqualTo("sha256:278c020f3596d7c2b2c7cf28d88ad8c040b6a99612ae28071ff1a31ab98abd6e");
    }

    @Test
    void shouldSeeTheLastBitOfAScoreThatTheReportRoundsAway() {
        CallReport one = Reports.escalating(83.125);
        CallReport other = Reports.escalating(Math.nextUp(83.125));
        assertThat(ReportJson.line(other)).isEqualTo(ReportJson.line(one));
        assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }

    @Test
    void shouldSeeEveryPartOfTheOutcome() {
        Outcome outcome = new Outcome();
        String none = fingerprint(outcome);
        outcome.accept(new FirstClass(3000, Emotion.ANGER, 0.8));
        String classified = fingerprint(outcome);
        FuseState confirming = new FuseState.Confirming(3000);
        outcome.accept(new FuseChanged(6000, confirming, new FuseState.Tripped(6000, 80), 80, "dwell"));
        String tripped = fingerprint(outcome);
        outcome.accept(new Decision(6000, "soothing", Decision.Reason.FUSE, 80, Emotion.ANGER, 0.8));
        String decided = fingerprint(outcome);
        assertThat(new String[] {none, classified, tripped, decided}).doesNotHaveDuplicates();
        assertThat(outcome.trips()).containsExactly(new Trip(6000, 80));
    }

    private static String fingerprint(Outcome outcome) {
        return new CallReport("a", new Heard(0, 0, 0), outcome, new ScoreTrack(), Reports.ENGINE).fingerprint();
    }
}
