package io.callfuse.dsp.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PauseTrackerTest {
    private final PauseTracker tracker = new PauseTracker();

    @Test
    void shouldCountAndMeasurePausesExactly() {
        feed(true, 50);
        feed(false, 20);
        feed(true, 30);
        feed(false, 40);
        feed(true, 10);
        assertThat(tracker.pauses()).isEqualTo(2);
        assertThat(tracker.pauseSeconds()).isCloseTo(1.2, within(1e-9));
        assertThat(tracker.meanPauseSeconds()).isCloseTo(0.6, within(1e-9));
        assertThat(tracker.longestPauseSeconds()).isCloseTo(0.8, within(1e-9));
        assertThat(tracker.phonationSeconds()).isCloseTo(1.8, within(1e-9));
    }

    @Test
    void shouldTakeTheClosureOfAStopForArticulation() {
        feed(true, 20);
        feed(false, 12);
        feed(true, 20);
        assertThat(tracker.pauses()).isZero();
        assertThat(tracker.phonationSeconds()).isCloseTo(1.04, within(1e-9));
    }

    @Test
    void shouldTakeTheShortestPauseForOne() {
        feed(true, 20);
        feed(false, 13);
        feed(true, 1);
        assertThat(tracker.pauses()).isOne();
    }

    @Test
    void shouldTakeALongSilenceForWaiting() {
        feed(true, 20);
        feed(false, 150);
        feed(true, 20);
        assertThat(tracker.pauses()).isOne();
        feed(false, 151);
        feed(true, 20);
        assertThat(tracker.pauses()).isOne();
        assertThat(tracker.pauseSeconds()).isCloseTo(3, within(1e-9));
    }

    @Test
    void shouldCountNoSilenceBeforeOrAfterSpeech() {
        feed(false, 30);
        assertThat(tracker.silenceSeconds()).isZero();
        feed(true, 20);
        feed(false, 30);
        assertThat(tracker.pauses()).isZero();
        assertThat(tracker.silenceSeconds()).isCloseTo(0.6, within(1e-9));
    }

    @Test
    void shouldForgetEverythingWhenReset() {
        feed(true, 20);
        feed(false, 20);
        feed(true, 20);
        tracker.reset();
        feed(false, 20);
        feed(true, 1);
        assertThat(tracker.pauses()).isZero();
        assertThat(tracker.pauseSeconds()).isZero();
        assertThat(tracker.phonationSeconds()).isCloseTo(0.02, within(1e-9));
    }

    @Test
    void shouldRefuseLimitsThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PauseTracker(0, 0.25, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new PauseTracker(0.02, 3, 0.25));
        assertThatIllegalArgumentException().isThrownBy(() -> new PauseTracker(0.02, Double.NaN, 3));
    }

    private void feed(boolean speech, int frames) {
        for (int i = 0; i < frames; i++) {
            tracker.accept(speech);
        }
    }
}
