package io.callfuse.perf.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TextureNetworkFitTest {
    @Test
    void shouldLearnWhatNoStraightLineTellsAndGiveWeightsForFeaturesAsTheyAre() {
        Random random = new Random(8);
        List<float[]> rows = new ArrayList<>();
        int[] labels = new int[2000];
        for (int i = 0; i < labels.length; i++) {
            float x = (float) random.nextGaussian();
            float y = (float) random.nextGaussian();
            labels[i] = x * y > 0 ? 1 : 0;
            rows.add(new float[] {100 + 20 * x, 0.1f * y - 3});
        }
        List<float[]> raw = rows.stream().map(float[]::clone).toList();
        double[] shares = new double[labels.length];
        Arrays.fill(shares, 1.0 / labels.length);
        TextureNetworkFit fit = new TextureNetworkFit(rows, labels, shares, 8, 1e-5, 5);
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            right += odds(fit, raw.get(i)) > 0 == (labels[i] == 1) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(labels.length * 95 / 100);
    }

    private static double odds(TextureNetworkFit fit, float[] row) {
        double odds = fit.bias() + dot(fit.direct(), row);
        for (int j = 0; j < fit.hiddenBias().length; j++) {
            double x = fit.hiddenBias()[j] + dot(fit.intoHidden(j), row);
            odds += fit.outOfHidden()[j] * (x / (1 + Math.abs(x)));
        }
        return odds;
    }

    private static double dot(double[] weights, float[] row) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * row[i];
        }
        return sum;
    }
}
