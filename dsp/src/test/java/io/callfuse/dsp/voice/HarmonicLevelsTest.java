package io.callfuse.dsp.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.dsp.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class HarmonicLevelsTest {
    private static final double BIN_HZ = 31.25;

    private final HarmonicLevels levels = new HarmonicLevels(BIN_HZ, 129, 300);
    private final Formants formants = new Formants(Signals.RATE_HZ, 0.7);

    @ParameterizedTest
    @CsvSource({"310, 6", "350, 0", "400.7, -4", "437.5, 12"})
    void shouldCompareTheFirstTwoHarmonics(double f0Hz, double differenceDb) {
        levels.measure(complex(f0Hz, differenceDb), f0Hz, formants);
        assertThat(levels.h1MinusH2Db()).isCloseTo(differenceDb, within(0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 220, 299})
    void shouldSayNothingOfAFundamentalThatTheLineFiltersOut(double f0Hz) {
        levels.measure(complex(f0Hz, 6), f0Hz, formants);
        assertThat(levels.h1MinusH2Db()).isNaN();
        assertThat(levels.h1MinusA3Db()).isNaN();
    }

    @Test
    void shouldSayNothingOfHarmonicsThatMelt() {
        HarmonicLevels wide = new HarmonicLevels(BIN_HZ, 129, 60);
        wide.measure(complex(110, 6), 110, formants);
        assertThat(wide.h1MinusH2Db()).isNaN();
        wide.measure(complex(140, 6), 140, formants);
        assertThat(wide.h1MinusH2Db()).isCloseTo(6, within(0.7));
    }

    @Test
    void shouldCompareHarmonicsWithFormants() {
        double[] poles = {600, 1500, 2600, 3500};
        float[] vowel = Voices.resonate(Signals.pulses(320, 0, 0.1, 1600), poles, new double[] {80, 100, 120, 200});
        float[] power = Voices.power(vowel, 1000);
        formants.measure(power);
        levels.measure(power, 320, formants);
        assertThat(levels.formantAmplitudeDb(0)).isBetween(-0.01, 0.0);
        assertThat(levels.formantAmplitudeDb(2)).isLessThan(levels.formantAmplitudeDb(0));
        double h1Db = levels.h1MinusA3Db() + levels.formantAmplitudeDb(2);
        assertThat(h1Db).isCloseTo(levelDb(power, 320) - levelDb(power, 640), within(1.0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -5, Double.NaN, 1e9})
    void shouldHaveNoValueWithoutAPitch(double f0Hz) {
        levels.measure(complex(350, 6), f0Hz, formants);
        assertThat(levels.h1MinusH2Db()).isNaN();
        assertThat(levels.formantAmplitudeDb(0)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
    void shouldHaveNoValueWhereThereIsNoSpectrum(float everywhere) {
        float[] power = complex(350, 6);
        levels.measure(power, 350, formants);
        Arrays.fill(power, everywhere);
        levels.measure(power, 350, formants);
        assertThat(levels.h1MinusH2Db()).isNaN();
    }

    private static float[] complex(double f0Hz, double h1MinusH2Db) {
        double second = 0.3 * StrictMath.exp(-h1MinusH2Db / 20 * StrictMath.log(10));
        float[] first = Signals.sine(f0Hz, 0.3, 256);
        float[] other = Signals.sine(2 * f0Hz, second, 256);
        for (int i = 0; i < first.length; i++) {
            first[i] += other[i];
        }
        return Voices.power(first, 0);
    }

    private static double levelDb(float[] power, double hz) {
        int bin = (int) Math.round(hz / BIN_HZ);
        double sum = power[bin - 1] + power[bin] + power[bin + 1];
        return 10 * StrictMath.log10(sum);
    }
}
