package io.callfuse.dsp.pitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every pitch tracker keeps. */
@Timeout(20)
abstract class PitchTrackerContract {
    private static final double TOLERANCE = 0.02;

    abstract PitchTracker tracker();

    @ParameterizedTest
    @ValueSource(doubles = {100, 200, 300})
    void shouldFindThePitchOfASine(double hz) {
        shouldFind(hz, Signals.sine(hz, 0.3, 16_000));
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 200, 300})
    void shouldFindThePitchOfAPulseTrain(double hz) {
        shouldFind(hz, Signals.pulses(hz, 0, 0.5, 16_000));
    }

    @Test
    void shouldNotCareForTheLevel() {
        shouldFind(150, Signals.pulses(150, 0, 0.005, 16_000));
    }

    @Test
    void shouldFindNoPitchInSilence() {
        PitchTracker tracker = tracker();
        PitchEstimate estimate = new PitchEstimate();
        tracker.track(new float[tracker.frameSize()], estimate);
        assertThat(estimate.voiced()).isFalse();
        assertThat(estimate.voicingProbability()).isZero();
        assertThat(estimate.f0Hz()).isZero();
    }

    @Test
    void shouldFindHardlyAnyPitchInWhiteNoise() {
        assertThat(voicedShare(Signals.noise(11, 0.5, 80_000), 0)).isLessThan(0.05);
    }

    @Test
    void shouldForgetTheFrameBefore() {
        PitchTracker tracker = tracker();
        PitchEstimate estimate = new PitchEstimate();
        tracker.track(Signals.pulses(120, 0, 0.5, tracker.frameSize()), estimate);
        assertThat(estimate.voiced()).isTrue();
        tracker.track(new float[tracker.frameSize()], estimate);
        assertThat(estimate.voiced()).isFalse();
    }

    private void shouldFind(double hz, float[] signal) {
        assertThat(voicedShare(signal, hz)).isEqualTo(1.0);
    }

    private double voicedShare(float[] signal, double expectedHz) {
        PitchTracker tracker = tracker();
        PitchEstimate estimate = new PitchEstimate();
        float[] frame = new float[tracker.frameSize()];
        int frames = 0;
        int voiced = 0;
        for (int start = 0; start + frame.length <= signal.length; start += 160) {
            System.arraycopy(signal, start, frame, 0, frame.length);
            tracker.track(frame, estimate);
            frames++;
            if (estimate.voiced()) {
                voiced++;
                assertThat(estimate.voicingProbability()).isBetween(0.0, 1.0);
                if (expectedHz > 0) {
                    assertThat(estimate.f0Hz()).isCloseTo(expectedHz, within(TOLERANCE * expectedHz));
                }
            }
        }
        return (double) voiced / frames;
    }
}
