package io.callfuse.dsp.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import io.callfuse.dsp.signal.Decibels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class SpeechRateTest {
    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 4, 5, 6})
    void shouldCountTheSyllablesOfAVoice(double perSecond) {
        int nuclei = nuclei(Signals.syllables(140, perSecond, 0.4, 80_000), true);
        assertThat((double) nuclei).isCloseTo(10 * perSecond, within(1.5));
    }

    @Test
    void shouldNotCareForTheLevel() {
        float[] loud = Signals.syllables(140, 4, 0.5, 80_000);
        float[] quiet = Signals.syllables(140, 4, 0.01, 80_000);
        assertThat(nuclei(quiet, true)).isEqualTo(nuclei(loud, true));
    }

    @Test
    void shouldCountNoPeakWithoutAVoice() {
        assertThat(nuclei(Signals.syllables(140, 4, 0.4, 80_000), false)).isZero();
    }

    @Test
    void shouldCountNothingInASteadySound() {
        assertThat(nuclei(Signals.sine(300, 0.4, 80_000), true)).isLessThanOrEqualTo(1);
    }

    @Test
    void shouldSayTheRateOfTheLastSecondsAndOfTheFirst() {
        SpeechRate rate = new SpeechRate(0.02, 4, 4, 1);
        for (int frame = 0; frame < 49; frame++) {
            rate.accept(frame % 10 == 0 ? 1 : 0);
        }
        assertThat(rate.syllablesPerSecond()).isZero();
        for (int frame = 49; frame < 200; frame++) {
            rate.accept(frame % 10 == 0 ? 1 : 0);
        }
        assertThat(rate.syllablesPerSecond()).isCloseTo(5, within(1e-9));
        for (int frame = 0; frame < 200; frame++) {
            rate.accept(frame % 25 == 0 ? 1 : 0);
        }
        assertThat(rate.syllablesPerSecond()).isCloseTo(2, within(1e-9));
        assertThat(rate.baselineSyllablesPerSecond()).isCloseTo(5, within(1e-9));
    }

    private static int nuclei(float[] signal, boolean voiced) {
        SyllableNuclei counter = new SyllableNuclei();
        int nuclei = 0;
        for (int start = 0; start + 80 <= signal.length; start += 80) {
            double sum = 0;
            for (int i = start; i < start + 80; i++) {
                sum += (double) signal[i] * signal[i];
            }
            nuclei += counter.accept(Decibels.ofPower(counter.smooth(sum / 80)), voiced) ? 1 : 0;
        }
        return nuclei;
    }
}
