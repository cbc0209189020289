package io.callfuse.dsp.pitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.dsp.Signals;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastYinPitchTrackerTest extends PitchTrackerContract {
    @Override
    PitchTracker tracker() {
        return PitchMethod.FAST_YIN.tracker();
    }

    /** Its difference is one of energies, and lost where it is nearly none: a pure tone may be called unvoiced. */
    @Override
    @ParameterizedTest
    @ValueSource(doubles = {100, 200, 300})
    void shouldFindThePitchOfASine(double hz) {
        assertThat(pitches(tracker(), Signals.sine(hz, 0.3, 16_000)))
                .allMatch(found -> found == 0 || Math.abs(found / hz - 1) < 0.02);
    }
}
