package io.callfuse.models.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimeDelayNetworkTest {
    private static final int VECTORS = 90;

    @Test
    void shouldLearnWhichOutputGoesWithWhichSound() {
        TimeDelayNetwork network = new TimeDelayNetwork(16, 3, new Random(1));
        float[][] cepstra = new float[VECTORS][KaldiCepstrum.COEFFICIENTS];
        int[] labels = new int[TimeDelayNetwork.outputs(VECTORS)];
        Random random = new Random(2);
        for (int t = 0; t < VECTORS; t++) {
            for (int k = 0; k < cepstra[t].length; k++) {
                cepstra[t][k] = (float) random.nextGaussian();
            }
            cepstra[t][t / 30] += 4;
        }
        for (int t = 0; t < labels.length; t++) {
            labels[t] = Math.min(2, (TimeDelayNetwork.SUBSAMPLING * t + TimeDelayNetwork.CONTEXT) / 30);
        }
        double first = 0;
        double last = 0;
        for (int step = 0; step < 60; step++) {
            network.forward(cepstra);
            last = network.learn(labels, 5e-3);
            first = step == 0 ? last : first;
        }
        assertThat(last).isLessThan(first / 5);
    }

    @Test
    void shouldGiveProbabilitiesThatAddUpToOne() {
        TimeDelayNetwork network = new TimeDelayNetwork(8, 5, new Random(1));
        float[][] logs = network.forward(new float[40][KaldiCepstrum.COEFFICIENTS]);
        for (int t = 0; t < TimeDelayNetwork.outputs(40); t++) {
            double sum = 0;
            for (float log : logs[t]) {
                sum += Math.exp(log);
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void shouldLearnNothingFromWhatIsNotKnown() {
        TimeDelayNetwork network = new TimeDelayNetwork(8, 5, new Random(1));
        network.forward(new float[40][KaldiCepstrum.COEFFICIENTS]);
        int[] unknown = new int[TimeDelayNetwork.outputs(40)];
        Arrays.fill(unknown, -1);
        assertThat(network.learn(unknown, 1e-3)).isZero();
    }

    @Test
    void shouldFindTheGradientsOfALayer() {
        Random random = new Random(5);
        AffineLayer layer = new AffineLayer(7, 5, random);
        float[][] x = noise(3, 7, random);
        float[][] wanted = noise(3, 5, random);
        float[][] y = new float[3][5];
        float[][] inSlope = new float[3][7];
        layer.forward(x, 3, y);
        // The loss is the sum of outputs times these numbers, which are its gradient.
        layer.backward(wanted, 3, inSlope);
        double before = loss(y, wanted);
        for (int c = 0; c < 7; c++) {
            float kept = x[1][c];
            x[1][c] = kept + 0.5f;
            layer.forward(x, 3, y);
            assertThat((loss(y, wanted) - before) / 0.5).isCloseTo(inSlope[1][c], within(1e-3));
            x[1][c] = kept;
        }
    }

    @Test
    void shouldFindTheGradientsThroughRectifiedAndNormalisedUnits() {
        Random random = new Random(9);
        float[][] x = noise(20, 4, random);
        float[][] wanted = noise(20, 4, random);
        float[][] slope = Arrays.stream(wanted).map(float[]::clone).toArray(float[][]::new);
        float[][] rectified = copy(x);
        UnitNorm norm = new UnitNorm(4, new Random(1));
        norm.forward(rectified, 20, new float[20][4]);
        norm.backward(rectified, slope, 20);
        for (int t = 0; t < 20; t++) {
            for (int r = 0; r < 4; r++) {
                double up = lossWith(x, t, r, 1e-2f, wanted);
                double down = lossWith(x, t, r, -1e-2f, wanted);
                if (Math.abs(x[t][r]) > 2e-2) {
                    assertThat((up - down) / 2e-2).isCloseTo(slope[t][r], within(2e-2));
                }
            }
        }
    }

    private static double lossWith(float[][] x, int t, int r, float step, float[][] wanted) {
        float[][] moved = copy(x);
        moved[t][r] += step;
        float[][] out = new float[20][4];
        // The same seed leaves out the same units.
        new UnitNorm(4, new Random(1)).forward(moved, 20, out);
        return loss(out, wanted);
    }

    private static double loss(float[][] y, float[][] wanted) {
        double sum = 0;
        for (int t = 0; t < y.length; t++) {
            for (int r = 0; r < y[t].length; r++) {
                sum += (double) y[t][r] * wanted[t][r];
            }
        }
        return sum;
    }

    private static float[][] copy(float[][] x) {
        return Arrays.stream(x).map(float[]::clone).toArray(float[][]::new);
    }

    private static float[][] noise(int rows, int length, Random random) {
        float[][] noise = new float[rows][length];
        for (float[] row : noise) {
            for (int i = 0; i < length; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return noise;
    }
}
