package io.callfuse.models.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KaldiCepstrumTest {
    private static final int SIZE = KaldiCepstrum.COEFFICIENTS;

    @Test
    void shouldBeTheFormulaOfKaldi() {
        Random random = new Random(3);
        short[] samples = new short[400];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (3000 * StrictMath.sin(0.4 * i) + 500 * random.nextGaussian() + 700);
        }
        KaldiCepstrum cepstrum = new KaldiCepstrum(1);
        float[] cepstra = cepstrum.cepstra(cepstrum.levels(samples));
        assertThat(cepstra).hasSize(3 * SIZE);
        double[] expected = byTheBook(samples, 80);
        for (int k = 0; k < SIZE; k++) {
            assertThat((double) cepstra[SIZE + k]).isCloseTo(expected[k], within(2e-3));
        }
    }

    @Test
    void shouldHaveTheLeastPowerWhereNothingIsHeard() {
        float[] levels = new KaldiCepstrum(1).levels(new short[200]);
        assertThat(levels).hasSize(SIZE).containsOnly((float) StrictMath.log(0x1p-23));
    }

    @Test
    void shouldCountWholeWindowsOnly() {
        assertThat(KaldiCepstrum.count(199)).isZero();
        assertThat(KaldiCepstrum.count(200)).isEqualTo(1);
        assertThat(KaldiCepstrum.count(279)).isEqualTo(1);
        assertThat(KaldiCepstrum.count(280)).isEqualTo(2);
    }

    @Test
    void shouldFindAToneHigherWhenWarped() {
        short[] tone = new short[200];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (8000 * StrictMath.sin(2 * Math.PI * 1000 * i / 8000));
        }
        int usual = loudest(new KaldiCepstrum(1).levels(tone));
        assertThat(loudest(new KaldiCepstrum(1.16).levels(tone))).isGreaterThan(usual);
        assertThat(loudest(new KaldiCepstrum(0.86).levels(tone))).isLessThan(usual);
    }

    private static int loudest(float[] levels) {
        int best = 0;
        for (int band = 1; band < levels.length; band++) {
            best = levels[band] > levels[best] ? band : best;
        }
        return best;
    }

    private static double[] byTheBook(short[] samples, int from) {
        double mean = 0;
        for (int i = 0; i < 200; i++) {
            mean += samples[from + i] / 200.0;
        }
        double[] x = new double[200];
        for (int i = 0; i < 200; i++) {
            double before = samples[from + Math.max(0, i - 1)] - mean;
            double hann = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / 199);
            x[i] = (samples[from + i] - mean - 0.97 * before) * Math.pow(hann, 0.85);
        }
        double[] levels = new double[SIZE];
        double step = (mel(3400) - mel(300)) / (SIZE + 1);
        for (int bin = 0; bin < 128; bin++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < 200; i++) {
                re += x[i] * Math.cos(2 * Math.PI * bin * i / 256);
                im += x[i] * Math.sin(2 * Math.PI * bin * i / 256);
            }
            for (int band = 0; band < SIZE; band++) {
                double place = (mel(bin * 8000 / 256.0) - mel(300)) / step - band;
                levels[band] += Math.max(0, Math.min(place, 2 - place)) * (re * re + im * im);
            }
        }
        double[] cepstrum = new double[SIZE];
        for (int k = 0; k < SIZE; k++) {
            for (int band = 0; band < SIZE; band++) {
                double cosine = Math.sqrt((k == 0 ? 1.0 : 2.0) / SIZE) * Math.cos(Math.PI * k * (band + 0.5) / SIZE);
                cepstrum[k] += Math.log(levels[band]) * cosine;
            }
            cepstrum[k] *= 1 + 11 * Math.sin(Math.PI * k / 22);
        }
        return cepstrum;
    }

    private static double mel(double hz) {
        return 1127 * Math.log(1 + hz / 700);
    }
}
