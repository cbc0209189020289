package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BabbleMixTest {
    private static final List<short[]> TONES = List.of(
            LineSignals.tone(500, -10, 16_000),
            LineSignals.tone(1000, -40, 16_000),
            LineSignals.tone(1500, -25, 16_000));

    @Test
    void shouldHaveTheLengthAndTheLevelItSays() {
        short[] mixed = BabbleMix.of(TONES, 6, 5000, 1);
        assertThat(mixed).hasSize(40_000);
        assertThat(LineSignals.levelDbfs(mixed)).isCloseTo(-26, within(0.05));
    }

    @Test
    void shouldMakeEveryClipAboutAsLoud() {
        double[] mixed = LineSignals.wide(BabbleMix.of(TONES, 3, 2000, 1));
        double[] levels = {
            LineSignals.levelAtDbfs(500, mixed),
            LineSignals.levelAtDbfs(1000, mixed),
            LineSignals.levelAtDbfs(1500, mixed)
        };
        for (double level : levels) {
            assertThat(level).isBetween(-41.0, -26.0);
        }
    }

    @Test
    void shouldFollowFromTheSeed() {
        assertThat(BabbleMix.of(TONES, 4, 1000, 1)).isEqualTo(BabbleMix.of(TONES, 4, 1000, 1));
        assertThat(BabbleMix.of(TONES, 4, 1000, 2)).isNotEqualTo(BabbleMix.of(TONES, 4, 1000, 1));
    }

    @Test
    void shouldRefuseWhatNobodySays() {
        List<short[]> silent = List.of(new short[8000], new short[10]);
        assertThatThrownBy(() -> BabbleMix.of(silent, 3, 1000, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BabbleMix.of(TONES, 0, 1000, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BabbleMix.of(TONES, 3, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
