package io.callfuse.engine.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.AnalysedCall;
import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.archive.Heard;
import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.archive.Outcome;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.scoring.Emotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class StagedCallTest {
    private static final MediaCounters WELL_HEARD = new MediaCounters(3040, 12, 0);
    private static final OptionalInt NEVER = OptionalInt.empty();

    private final Outcome outcome = new Outcome();

    private void decided() {
        outcome.accept(new Decision(60_000, "none", Decision.Reason.NORMAL, 10, Emotion.NEUTRAL, 0.9));
    }

    private void tripped() {
        outcome.accept(new FuseChanged(
                27_000, new FuseState.Confirming(24_000), new FuseState.Tripped(27_000, 80), 80, "dwelt"));
    }

    private StagedCall call(MediaCounters counters, String place, OptionalInt movedAfterSeconds) {
        CallReport report = new CallReport(
                "x", new Heard(61, 40, 4), outcome, new ScoreTrack(), new EngineIdentity("1", "2", "sha256:0"));
        AnalysedCall analysed = new AnalysedCall(report, List.of(), Evidence.NONE, counters, Optional.empty());
        PlayedCall played = new PlayedCall(Path.of("calm.wav"), CallId.random(), 3050, analysed);
        return new StagedCall(played, place, movedAfterSeconds);
    }

    @Test
    void shouldFindNoFaultInACalmCallerWhoWasLeftAlone() {
        decided();
        StagedCall call = call(WELL_HEARD, "queue", NEVER);

        assertThat(call.faults()).isEmpty();
        assertThat(call.whereabouts()).isEqualTo("queue");
    }

    @Test
    void shouldFindNoFaultInATrippedCallerWhoWasMoved() {
        decided();
        tripped();
        StagedCall call = call(WELL_HEARD, "soothing", OptionalInt.of(28));

        assertThat(call.faults()).isEmpty();
        assertThat(call.whereabouts()).isEqualTo("soothing after 28 s");
    }

    @Test
    void shouldBlameATripAfterWhichTheCallerStaysInTheQueue() {
        decided();
        tripped();

        assertThat(call(WELL_HEARD, "queue", NEVER).faults())
                .containsExactly(
                        "calm.wav: the fuse tripped and the caller was not moved; Asterisk saw him last in queue");
    }

    @Test
    void shouldBlameAMoveWithoutATrip() {
        decided();

        assertThat(call(WELL_HEARD, "soothing", OptionalInt.of(3)).faults())
                .singleElement()
                .asString()
                .contains("moved without a trip");
    }

    @Test
    void shouldBlameACallThatWasNotHeardToItsEnd() {
        decided();

        assertThat(call(new MediaCounters(2000, 1000, 0), "queue", NEVER).faults())
                .singleElement()
                .asString()
                .contains("3050 frames were spoken", "audioFrames=2000");
        assertThat(call(new MediaCounters(3040, 0, 1), "queue", NEVER).faults()).hasSize(1);
    }

    @Test
    void shouldBlameACallWithoutADecision() {
        assertThat(call(WELL_HEARD, "queue", NEVER).faults()).containsExactly("calm.wav: nothing was decided");
    }
}
