package io.callfuse.perf.ear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class PitchTrackTest {
    private static final int STEPS = 1000;

    @Test
    void shouldCountGrossErrorsAndRecall() {
        PitchTrack reference = gliding();
        PitchTrack said =
                new PitchTrack(reference.f0Hz().clone(), reference.voicing().clone());
        int voiced = 0;
        for (int i = 0; i < STEPS; i++) {
            if (reference.f0Hz()[i] > 0) {
                voiced++;
                if (voiced % 10 == 0) {
                    said.f0Hz()[i] *= 2;
                } else if (voiced % 10 == 1) {
                    said.f0Hz()[i] = 0;
                } else {
                    said.f0Hz()[i] *= 1.15;
                }
            }
        }
        PitchTrack.Judgement judgement = said.against(reference);
        assertThat(judgement.recallPercent()).isCloseTo(90, within(0.2));
        assertThat(judgement.grossErrorPercent()).isCloseTo(100 / 9.0, within(0.2));
    }

    @Test
    void shouldLeaveOutTheLeastSureStepsAtALowerRecall() {
        PitchTrack reference = gliding();
        PitchTrack said =
                new PitchTrack(reference.f0Hz().clone(), reference.voicing().clone());
        Random random = new Random(2);
        for (int i = 0; i < STEPS; i++) {
            said.voicing()[i] = 0.5 + 0.5 * random.nextDouble();
            if (i % 20 == 0) {
                said.f0Hz()[i] *= 2;
                said.voicing()[i] = 0.4 * random.nextDouble();
            }
        }
        assertThat(said.against(reference).grossErrorPercent()).isGreaterThan(4);
        PitchTrack.Judgement judgement = said.atRecall(reference, 0.9);
        assertThat(judgement.recallPercent()).isCloseTo(90, within(0.3));
        assertThat(judgement.grossErrorPercent()).isZero();
    }

    @Test
    void shouldFindByHowMuchATrackLags() {
        PitchTrack reference = gliding();
        for (int lag : new int[] {-7, 0, 3, 20}) {
            assertThat(reference.earlier(-lag).shiftTo(reference)).isEqualTo(lag);
        }
    }

    @Test
    void shouldReadTimesAndFrequencies(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("track");
        Files.writeString(file, "0.0100\t120.5\n0.02 2000\n0.0301   90\n9.0 100\n");
        PitchTrack track = PitchTrack.read(file, 5);
        assertThat(track.f0Hz()).containsExactly(0, 120.5, 0, 90, 0);
    }

    @Test
    void shouldKeepOnlyWhatTwoAgreeOn() {
        PitchTrack one = new PitchTrack(new double[] {100, 200, 150, 0}, new double[4]);
        PitchTrack other = new PitchTrack(new double[] {105, 100, 0, 100}, new double[4]);
        assertThat(one.whereAgreed(other).f0Hz()).containsExactly(100, 0, 0, 0);
    }

    @Test
    void shouldTrackAToneThroughEveryTracker() {
        short[] tone = new short[16000];
        for (int i = 0; i < tone.length; i++) {
            double phase = 2 * Math.PI * 150 * i / 8000;
            tone[i] = (short) (4000 * (Math.sin(phase) + Math.sin(2 * phase) / 2 + Math.sin(3 * phase) / 3));
        }
        for (TrackerUnderTest tracker : TrackerUnderTest.all()) {
            for (int hop : new int[] {80, 160}) {
                PitchTrack track = tracker.track(tone, hop);
                assertThat(track.f0Hz()).hasSize(200);
                assertThat(track.f0Hz()[100]).as(tracker.name()).isCloseTo(150, within(3.0));
                assertThat(track.f0Hz()[101]).as(tracker.name()).isCloseTo(150, within(3.0));
            }
        }
    }

    /** Half a second of gliding voice, then half a second of none, and so on. */
    private static PitchTrack gliding() {
        double[] hz = new double[STEPS];
        double[] voicing = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            if (i / 50 % 2 == 0) {
                hz[i] = 150 + 60 * Math.sin(i / 30.0);
                voicing[i] = 1;
            }
        }
        return new PitchTrack(hz, voicing);
    }
}
