package io.callfuse.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.signal.Decibels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class VoiceHistoryTest {
    private final VoiceHistory history = new VoiceHistory();

    /** Frame n has the pitch 100 + n Hz, none where n is odd; its level is that of n + 1 thousandths of full power. */
    private void hear(int frames) {
        for (int n = 0; n < frames; n++) {
            history.level((n + 1) / 1000.0);
            history.pitch(n % 2 == 0 ? 100 + n : Double.NaN);
        }
    }

    @Test
    void shouldMeasureExactlyTheFramesOfAWord() {
        hear(100);
        assertThat(history.f0Hz(200, 300)).isEqualTo(112);
        assertThat(history.levelDbfs(200, 240)).isCloseTo(Decibels.ofPower(0.0115), within(1e-5));
        assertThat(history.levelDbfs(205, 235)).isEqualTo(history.levelDbfs(200, 240));
    }

    @Test
    void shouldKnowNothingOfWhatIsToComeOrForgotten() {
        assertThat(history.f0Hz(0, 500)).isNaN();
        assertThat(history.levelDbfs(0, 500)).isNaN();
        hear(2000);
        assertThat(history.levelDbfs(0, 9_900)).isNaN();
        assertThat(history.levelDbfs(40_000, 41_000)).isNaN();
        assertThat(history.f0Hz(0, 10_060)).isEqualTo(602);
        assertThat(history.f0Hz(39_000, 39_020)).isEqualTo(2050);
    }

    @Test
    void shouldHaveNoPitchWhereNothingIsVoiced() {
        hear(10);
        assertThat(history.f0Hz(20, 40)).isNaN();
        assertThat(history.levelDbfs(20, 40)).isFinite();
        assertThat(history.levelDbfs(40, 40)).isNaN();
    }
}
