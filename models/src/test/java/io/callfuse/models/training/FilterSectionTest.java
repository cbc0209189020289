package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class FilterSectionTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldBeThreeDecibelsDownAtTheCornerOfAnyOrder(int count) {
        assertThat(gainDb(FilterSection.highPass(300, count), 300)).isCloseTo(-3.01, within(0.01));
        assertThat(gainDb(FilterSection.lowPass(3400, count), 3400)).isCloseTo(-3.01, within(0.01));
        assertThat(gainDb(FilterSection.highPass(300, count), 1200)).isCloseTo(0, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldFallTwelveDecibelsAnOctaveForEachSection(int count) {
        double octave = gainDb(FilterSection.highPass(300, count), 60) - gainDb(FilterSection.highPass(300, count), 30);
        assertThat(octave).isCloseTo(12.04 * count, within(0.1));
    }

    @Test
    void shouldRaiseThePeakAndLeaveTheRest() {
        FilterSection peak = FilterSection.peak(1500, 6, 2);
        assertThat(peak.gainDb(1500)).isCloseTo(6, within(1e-6));
        assertThat(peak.gainDb(100)).isCloseTo(0, within(0.1));
        assertThat(peak.gainDb(3950)).isCloseTo(0, within(0.1));
    }

    @Test
    void shouldRaiseTheHighsOfAShelf() {
        FilterSection shelf = FilterSection.highShelf(1000, -4);
        assertThat(shelf.gainDb(0)).isCloseTo(0, within(1e-6));
        assertThat(shelf.gainDb(1000)).isCloseTo(-2, within(0.01));
        assertThat(shelf.gainDb(4000)).isCloseTo(-4, within(1e-6));
    }

    @Test
    void shouldFilterAToneAsItsResponseSays() {
        FilterSection peak = FilterSection.peak(1500, 6, 2);
        double[] tone = LineSignals.wide(LineSignals.tone(1200, -26, 16_000));
        peak.filter(tone);
        double[] settled = java.util.Arrays.copyOfRange(tone, 8000, 16_000);
        assertThat(LineSignals.levelAtDbfs(1200, settled)).isCloseTo(-26 + peak.gainDb(1200), within(0.01));
    }

    @Test
    void shouldComeToRestInSilence() {
        double[] knock = new double[80_000];
        knock[0] = 10_000;
        FilterSection.highPass(50, 1)[0].filter(knock);
        assertThat(knock[79_999]).isZero();
    }

    private static double gainDb(FilterSection[] sections, double hz) {
        double sum = 0;
        for (FilterSection section : sections) {
            sum += section.gainDb(hz);
        }
        return sum;
    }
}
