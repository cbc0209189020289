package io.callfuse.dsp.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.callfuse.dsp.Signals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class FormantsTest {
    private static final int BINS = Formants.BINS;
    private static final double[] BANDWIDTHS_HZ = {70, 90, 130, 180};

    private final Formants formants = new Formants(Signals.RATE_HZ, 0);

    @ParameterizedTest
    @CsvSource({"300, 2200, 2900", "700, 1200, 2500", "500, 900, 2400", "650, 1700, 2450"})
    void shouldFindThePolesOfAnAllPoleSpectrum(double f1Hz, double f2Hz, double f3Hz) {
        double[] poles = {f1Hz, f2Hz, f3Hz, 3500};
        formants.measure(allPole(poles));
        for (int i = 0; i < Formants.COUNT; i++) {
            assertThat(formants.frequencyHz(i)).isCloseTo(poles[i], withPercentage(0.5));
            assertThat(formants.bandwidthHz(i)).isCloseTo(BANDWIDTHS_HZ[i], withPercentage(5));
        }
    }

    @ParameterizedTest
    @CsvSource({"110, 700, 1200, 2500", "110, 320, 2200, 2900", "190, 500, 1500, 2500", "230, 600, 900, 2500"})
    void shouldFindTheFormantsOfAVowel(double f0Hz, double f1Hz, double f2Hz, double f3Hz) {
        double[] wanted = {f1Hz, f2Hz, f3Hz, 3500};
        float[] vowel = Voices.resonate(Signals.pulses(f0Hz, 0, 0.1, 1600), wanted, BANDWIDTHS_HZ);
        formants.measure(Voices.power(vowel, 1000));
        for (int i = 0; i < Formants.COUNT; i++) {
            assertThat(formants.frequencyHz(i)).isCloseTo(wanted[i], withPercentage(10));
            assertThat(formants.bandwidthHz(i)).isBetween(10.0, 300.0);
        }
    }

    @Test
    void shouldNotTakeTheSecondFormantForTheFirst() {
        formants.measure(allPole(new double[] {1500, 2500, 3500}));
        assertThat(formants.frequencyHz(0)).isNaN();
        assertThat(formants.frequencyHz(1)).isCloseTo(1500, withPercentage(2));
        assertThat(formants.frequencyHz(2)).isCloseTo(2500, withPercentage(2));
    }

    @Test
    void shouldNotCareForGain() {
        float[] power = allPole(new double[] {500, 1500, 2500, 3500});
        formants.measure(power);
        double f2Hz = formants.frequencyHz(1);
        formants.measure(Voices.scaled(power, 1e-6, 0));
        assertThat(formants.frequencyHz(1)).isCloseTo(f2Hz, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, Float.NaN, Float.POSITIVE_INFINITY})
    void shouldHaveNoValueWhereThereIsNoSpectrum(float everywhere) {
        formants.measure(allPole(new double[] {500, 1500, 2500, 3500}));
        float[] nothing = new float[BINS];
        Arrays.fill(nothing, everywhere);
        formants.measure(nothing);
        for (int i = 0; i < Formants.COUNT; i++) {
            assertThat(formants.frequencyHz(i)).isNaN();
            assertThat(formants.bandwidthHz(i)).isNaN();
        }
    }

    @Test
    void shouldReportOnlyWhatCanBeAFormant() {
        for (int seed = 0; seed < 200; seed++) {
            formants.measure(Voices.power(Signals.noise(seed, 0.5, 256), 0));
            double last = 0;
            for (int i = 0; i < Formants.COUNT; i++) {
                double hz = formants.frequencyHz(i);
                if (!Double.isNaN(hz)) {
                    assertThat(hz).isBetween(150.0, 3840.0).isGreaterThan(last);
                    assertThat(formants.bandwidthHz(i)).isBetween(0.0, 700.0);
                    last = hz;
                }
            }
        }
    }

    @Test
    void shouldRefuseAPreEmphasisThatIsNone() {
        assertThatThrownBy(() -> new Formants(8000, Double.NaN)).hasMessage("pre-emphasis is NaN, not 0..1");
    }

    /** 1 / |A|^2 of these poles. */
    private static float[] allPole(double[] frequenciesHz) {
        float[] power = new float[BINS];
        for (int k = 0; k < BINS; k++) {
            double inverse = 1;
            for (int f = 0; f < frequenciesHz.length; f++) {
                double radius = StrictMath.exp(-Math.PI * BANDWIDTHS_HZ[f] / Signals.RATE_HZ);
                double pole = 2 * Math.PI * frequenciesHz[f] / Signals.RATE_HZ;
                double w = Math.PI * k / (BINS - 1);
                inverse *= 1 + radius * radius - 2 * radius * StrictMath.cos(w - pole);
                inverse *= 1 + radius * radius - 2 * radius * StrictMath.cos(w + pole);
            }
            power[k] = (float) (1e-6 / inverse);
        }
        return power;
    }
}
