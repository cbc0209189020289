package io.callfuse.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ModulationSpectrumTest {
    private static final double[] EDGES_HZ = {0.8, 2.5, 4, 6, 9, 14, 22, 25};

    private final ModulationSpectrum spectrum = new ModulationSpectrum(256, 50, EDGES_HZ);

    private static float[] wave(double hz, double mean, double swing, int count) {
        float[] wave = new float[256];
        for (int i = 0; i < count; i++) {
            wave[i] = (float) (mean + swing * StrictMath.sin(2 * Math.PI * hz * i / 50));
        }
        return wave;
    }

    @Test
    void shouldFindTheRateOfSyllablesAtAnyLevel() {
        double[] rates = {1.6, 3.2, 5, 7.5, 11, 18, 23.5};
        for (int b = 0; b < rates.length; b++) {
            for (int count : new int[] {250, 200, 256}) {
                spectrum.measure(wave(rates[b], -40, 6, count), count);
                for (int other = 0; other < rates.length; other++) {
                    if (other == b) {
                        assertThat(spectrum.shareDb(other))
                                .as("%s Hz", rates[b])
                                .isCloseTo(0, within(0.5));
                    } else {
                        assertThat(spectrum.shareDb(other))
                                .as("%s Hz", rates[b])
                                .isLessThan(-12);
                    }
                }
            }
        }
    }

    @Test
    void shouldShareOutNoiseByTheWidthOfTheBands() {
        Random random = new Random(9);
        double[] share = new double[spectrum.bands()];
        float[] noise = new float[256];
        for (int run = 0; run < 300; run++) {
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) random.nextGaussian();
            }
            spectrum.measure(noise, 250);
            for (int b = 0; b < share.length; b++) {
                share[b] += StrictMath.pow(10, spectrum.shareDb(b) / 10) / 300;
            }
        }
        for (int b = 0; b < share.length; b++) {
            assertThat(share[b]).isCloseTo((EDGES_HZ[b + 1] - EDGES_HZ[b]) / 24.2, within(0.015));
        }
    }

    @Test
    void shouldHaveNoSharesOfWhatDoesNotMove() {
        spectrum.measure(wave(3, -40, 0, 250), 250);
        assertThat(spectrum.shareDb(0)).isNaN();
        spectrum.measure(new float[256], 0);
        assertThat(spectrum.shareDb(0)).isNaN();
    }

    @Test
    void shouldPassOverWhatHasNoValueAndRecoverFromWhatIsNone() {
        float[] holes = wave(5, -30, 6, 250);
        holes[17] = Float.NaN;
        holes[90] = Float.NaN;
        spectrum.measure(holes, 250);
        assertThat(spectrum.shareDb(2)).isCloseTo(0, within(0.5));
        holes[3] = Float.POSITIVE_INFINITY;
        spectrum.measure(holes, 250);
        assertThat(spectrum.shareDb(2)).isNaN();
        spectrum.measure(wave(5, -30, 6, 250), 250);
        assertThat(spectrum.shareDb(2)).isCloseTo(0, within(0.5));
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThatThrownBy(() -> new ModulationSpectrum(256, 50, 3)).hasMessage("no band");
        assertThatThrownBy(() -> new ModulationSpectrum(256, 50, 3, 40)).hasMessageStartingWith("edge 40.0 Hz");
        assertThatThrownBy(() -> new ModulationSpectrum(256, 50, 3, 3)).hasMessageStartingWith("edge 3.0 Hz");
        assertThatThrownBy(() -> new ModulationSpectrum(100, 50, 1, 3)).hasMessageStartingWith("size is 100");
    }
}
