package io.callfuse.dsp.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SlidingSegmentsTest {
    private static final int VOICED = 0;
    private static final int PAUSE = 1;

    @Test
    void shouldMeasureRunsOfEvenSpeech() {
        SlidingSegments segments = new SlidingSegments(2, 500, 0.02);
        for (int frame = 0; frame < 5000; frame++) {
            segments.accept(frame % 25 < 15 ? VOICED : PAUSE);
        }
        assertThat(segments.segmentsPerSec(VOICED)).isCloseTo(2, within(1e-9));
        assertThat(segments.meanSegmentLengthSec(VOICED)).isCloseTo(0.3, within(1e-9));
        assertThat(segments.meanSegmentLengthSec(PAUSE)).isCloseTo(0.2, within(1e-9));
        assertThat(segments.stddevSegmentLengthSec(VOICED)).isZero();
        assertThat(segments.share(VOICED)).isCloseTo(0.6, within(1e-9));
        assertThat(segments.currentSegmentLengthSec(PAUSE)).isCloseTo(0.2, within(1e-9));
        assertThat(segments.currentSegmentLengthSec(VOICED)).isZero();
    }

    @Test
    void shouldCountARunThatIsLongerThanTheWindowWithAllItsLength() {
        SlidingSegments segments = new SlidingSegments(2, 50, 0.02);
        for (int frame = 0; frame < 1000; frame++) {
            segments.accept(PAUSE);
        }
        assertThat(segments.segmentsPerSec(PAUSE)).isZero();
        assertThat(segments.meanSegmentLengthSec(PAUSE)).isNaN();
        segments.accept(VOICED);
        assertThat(segments.meanSegmentLengthSec(PAUSE)).isCloseTo(20, within(1e-9));
        for (int frame = 0; frame < 50; frame++) {
            segments.accept(VOICED);
        }
        assertThat(segments.meanSegmentLengthSec(PAUSE)).isNaN();
        assertThat(segments.share(PAUSE)).isZero();
    }

    @Test
    void shouldKnowTheLongestRunAsFarAsItLiesInTheWindow() {
        SlidingSegments segments = new SlidingSegments(2, 50, 0.02);
        assertThat(segments.maxSegmentLengthSec(VOICED)).isNaN();
        for (int kind : new int[] {VOICED, VOICED, PAUSE, VOICED, VOICED, VOICED, PAUSE, VOICED}) {
            segments.accept(kind);
        }
        assertThat(segments.maxSegmentLengthSec(VOICED)).isCloseTo(0.06, within(1e-9));
        assertThat(segments.maxSegmentLengthSec(PAUSE)).isCloseTo(0.02, within(1e-9));
        for (int frame = 0; frame < 90; frame++) {
            segments.accept(PAUSE);
        }
        assertThat(segments.maxSegmentLengthSec(VOICED)).isNaN();
        assertThat(segments.maxSegmentLengthSec(PAUSE)).isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldAgreeWithCountingAllRunsAgain() {
        Random random = new Random(5);
        for (int window : new int[] {1, 2, 7, 250}) {
            SlidingSegments segments = new SlidingSegments(3, window, 0.02);
            List<int[]> runs = new ArrayList<>();
            int kind = 0;
            int start = 0;
            for (int frame = 0; frame < 20_000; frame++) {
                int next = random.nextInt(8) == 0 ? random.nextInt(3) : kind;
                if (next != kind && frame > 0) {
                    runs.add(new int[] {frame, kind, frame - start});
                    start = frame;
                }
                kind = next;
                segments.accept(kind);
                if (frame % 199 == 0) {
                    assertRuns(segments, runs, frame, window);
                }
            }
        }
    }

    private static void assertRuns(SlidingSegments segments, List<int[]> runs, int frame, int window) {
        for (int kind = 0; kind < 3; kind++) {
            int wanted = kind;
            double[] lengths = runs.stream()
                    .filter(run -> run[0] > frame - window && run[1] == wanted)
                    .mapToDouble(run -> run[2] * 0.02)
                    .toArray();
            double mean = java.util.Arrays.stream(lengths).average().orElse(Double.NaN);
            double square =
                    java.util.Arrays.stream(lengths).map(x -> x * x).average().orElse(Double.NaN);
            double seconds = Math.min(frame + 1, window) * 0.02;
            assertThat(segments.segmentsPerSec(kind)).isCloseTo(lengths.length / seconds, within(1e-9));
            if (lengths.length == 0) {
                assertThat(segments.meanSegmentLengthSec(kind)).isNaN();
                assertThat(segments.stddevSegmentLengthSec(kind)).isNaN();
            } else {
                assertThat(segments.meanSegmentLengthSec(kind)).isCloseTo(mean, within(1e-9));
                double variance = Math.max(0, square - mean * mean);
                assertThat(segments.stddevSegmentLengthSec(kind)).isCloseTo(Math.sqrt(variance), within(1e-6));
            }
        }
    }

    @Test
    void shouldKnowNothingBeforeTheFirstFrameAndAfterAReset() {
        SlidingSegments segments = new SlidingSegments(2, 50, 0.02);
        for (int frame = 0; frame < 120; frame++) {
            segments.accept(frame % 2);
        }
        segments.reset();
        assertThat(segments.segmentsPerSec(VOICED)).isNaN();
        assertThat(segments.share(VOICED)).isNaN();
        segments.accept(PAUSE);
        assertThat(segments.share(PAUSE)).isEqualTo(1);
        assertThat(segments.segmentsPerSec(VOICED)).isZero();
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> new SlidingSegments(0, 5, 0.02)).hasMessage("no runs of 0 kinds");
        assertThatThrownBy(() -> new SlidingSegments(2, 0, 0.02)).hasMessage("no window of 0 frames");
        assertThatThrownBy(() -> new SlidingSegments(2, 5, Double.NaN)).hasMessage("no frames of NaN s");
    }
}
