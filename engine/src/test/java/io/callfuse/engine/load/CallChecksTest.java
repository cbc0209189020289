package io.callfuse.engine.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.evaluation.CallLabel;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallChecksTest {
    private static final int FRAMES = 150;
    private static final long START_NS = 1_000_000_000L;
    private static final long SECOND_NS = Duration.ofSeconds(1).toNanos();

    private final OfflineJudge judge = new OfflineJudge(
            EmotionModel.embedded(),
            Languages.embedded(),
            ConfigLoader.defaults().policySettings());
    private final StepWindow window = new StepWindow(1, START_NS, START_NS + 10 * SECOND_NS);
    private final CallChecks checks = new CallChecks(judge, List.of(window), CallChecks.Witness.ENGINE);
    private final RecordedCall recorded = recorded();
    private final RunningCall call = begun();

    @AfterEach
    void close() {
        checks.close();
    }

    private RecordedCall recorded() {
        ByteBuffer audio = ByteBuffer.allocate(FRAMES * Wire.AUDIOSOCKET.frameBytes());
        Random random = new Random(3);
        short[] samples = new short[160];
        for (int frame = 0; frame < FRAMES; frame++) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) (2000 * random.nextGaussian());
            }
            Wire.AUDIOSOCKET.encode(samples, audio);
        }
        return new RecordedCall(
                "noise.wav",
                Optional.of(CallLabel.CALM),
                Wire.AUDIOSOCKET,
                audio,
                judge.hear(Wire.AUDIOSOCKET, audio.duplicate(), FRAMES));
    }

    private RunningCall begun() {
        RunningCall begun = new RunningCall(CallId.random(), recorded, new DeafLeg(), START_NS, 20_000_000);
        checks.begins(begun);
        return begun;
    }

    /** Takes everything. */
    private static final class DeafLeg implements LegConnection {
        @Override
        public void send(ByteBuffer frame, long index) {
            frame.position(frame.limit());
        }

        @Override
        public boolean isOver() {
            return false;
        }

        @Override
        public void finish() {
            // nobody waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private void send(int frames) throws IOException {
        for (int frame = 0; frame < frames; frame++) {
            call.sendNext();
            if (call.isScoreDue()) {
                window.scoreIsDue();
            }
        }
    }

    private void scored(int second, double score) {
        MediaCounters frames = new MediaCounters(50L * second, 0, 0);
        // The 50th frame is due 980 ms after the first.
        checks.scored(call.id(), 1000L * second, score, frames, START_NS, START_NS + second * SECOND_NS - 18_000_000);
    }

    private CallFigures ended(String fingerprint, MediaCounters frames) throws InterruptedException {
        checks.ended(call.id(), fingerprint, false, frames);
        checks.awaitAll(20_000);
        return checks.figures();
    }

    private StepFigures figures() {
        return window.figures(new EngineUse(0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void shouldTakeACallForRightWhoseEveryBitIsAsOffline() throws Exception {
        send(FRAMES);
        for (int second = 1; second <= 3; second++) {
            scored(second, recorded.offline().scores()[second - 1]);
        }
        CallFigures all = ended(recorded.offline().fingerprint(), new MediaCounters(FRAMES, 0, 0));

        assertThat(all.wrong()).isZero();
        assertThat(all.calls()).isEqualTo(1);
        assertThat(all.labels()).containsExactly(new LabelFigures("calm", 1, 0));
        assertThat(figures().scores()).isEqualTo(3);
        assertThat(figures().nothingLost()).isTrue();
        assertThat(figures().frameToScore().maxMs()).isBetween(1.9, 2.1);
    }

    @Test
    void shouldNoticeAScoreThatIsOffInItsLastBit() throws Exception {
        send(FRAMES);
        scored(1, Math.nextUp(recorded.offline().scores()[0]));

        assertThat(figures().differentScores()).isEqualTo(1);
        assertThat(figures().nothingLost()).isFalse();
    }

    @Test
    void shouldBlameTheSecondInWhichFramesWereLostAndNoneAfterIt() throws Exception {
        send(FRAMES);
        checks.scored(
                call.id(),
                1000,
                recorded.offline().scores()[0],
                new MediaCounters(48, 0, 2),
                START_NS,
                START_NS + SECOND_NS);
        checks.scored(call.id(), 2000, 99.9, new MediaCounters(98, 0, 2), START_NS, START_NS + 2 * SECOND_NS);

        assertThat(figures().droppedFrames()).isEqualTo(2);
        assertThat(figures().differentScores()).isZero();
        CallFigures all = ended("sha256:another", new MediaCounters(FRAMES - 2, 0, 2));
        assertThat(all.wrong()).isEqualTo(1);
    }

    @Test
    void shouldNoticeASecondWithoutAScore() throws Exception {
        send(FRAMES);
        scored(1, recorded.offline().scores()[0]);
        scored(3, recorded.offline().scores()[2]);

        assertThat(figures().missingScores()).isEqualTo(1);
        assertThat(figures().nothingLost()).isFalse();
    }

    @Test
    void shouldNoticeThatTheLastScoresNeverCame() throws Exception {
        send(FRAMES);
        scored(1, recorded.offline().scores()[0]);

        assertThat(window.isScoreOutstanding()).isTrue();
        assertThat(figures().missingScores()).isEqualTo(2);
        assertThat(call.isHeard()).isFalse();
    }

    @Test
    void shouldCompareACallThatWasCutOffWithWhatComesOfAsMuch() throws Exception {
        send(FRAMES - 30);
        String expected =
                judge.hear(Wire.AUDIOSOCKET, recorded.view(), FRAMES - 30).fingerprint();

        assertThat(expected).isNotEqualTo(recorded.offline().fingerprint());
        CallFigures all = ended(expected, new MediaCounters(FRAMES - 30, 0, 0));
        assertThat(all.wrong()).isZero();
        assertThat(all.labels()).as("its end was not heard").isEmpty();
    }

    @Test
    void shouldNameTheCallWhoseDecisionIsAnotherThanOffline() throws Exception {
        send(FRAMES);
        CallFigures all = ended("sha256:another", new MediaCounters(FRAMES, 0, 0));

        assertThat(all.wrong()).isEqualTo(1);
        assertThat(all.faults()).singleElement().asString().contains("noise.wav", "not those of the offline analysis");
    }

    @Test
    void shouldNameTheCallThatLostFrames() throws Exception {
        send(FRAMES);
        CallFigures all = ended(recorded.offline().fingerprint(), new MediaCounters(FRAMES - 2, 1, 1));

        assertThat(all.wrong()).isEqualTo(1);
        assertThat(all.faults())
                .singleElement()
                .asString()
                .contains("150 frames were sent; 148 heard, 1 dropped, 1 missing");
    }

    @Test
    void shouldExpectNothingOfACallThatEndedBeforeItsFirstFrame() throws Exception {
        checks.withdraw(call);
        checks.awaitAll(1);

        assertThat(checks.figures().calls()).isZero();
        assertThat(checks.figures().wrong()).isZero();
    }

    @Test
    void shouldNameTheCallOfWhichTheEngineNeverReports() throws Exception {
        send(FRAMES);
        checks.awaitAll(1);

        assertThat(checks.figures().wrong()).isEqualTo(1);
        assertThat(checks.figures().faults()).singleElement().asString().contains("no report");
    }
}
