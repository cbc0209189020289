package io.callfuse.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MultinomialRegressionTest {
    @Test
    void shouldFindTheOddsOfGroupsExactly() {
        List<float[]> rows = new ArrayList<>();
        int[] labels = new int[200];
        for (int i = 0; i < 200; i++) {
            boolean group = i < 100;
            rows.add(new float[] {group ? 1 : 0});
            labels[i] = i % 100 < (group ? 80 : 30) ? 1 : 0;
        }
        MultinomialRegression.Fit fit = new MultinomialRegression(2, 0).fit(rows, labels, ones(200));
        double intercept = fit.bias()[1] - fit.bias()[0];
        double slope = fit.weights()[1][0] - fit.weights()[0][0];
        assertThat(intercept).isCloseTo(StrictMath.log(0.3 / 0.7), within(1e-3));
        assertThat(intercept + slope).isCloseTo(StrictMath.log(0.8 / 0.2), within(1e-3));
    }

    @Test
    void shouldCountAnExampleByItsWeight() {
        List<float[]> rows = List.of(new float[] {0}, new float[] {0});
        MultinomialRegression.Fit fit =
                new MultinomialRegression(2, 0).fit(rows, new int[] {0, 1}, new double[] {3, 1});
        assertThat(fit.bias()[0] - fit.bias()[1]).isCloseTo(StrictMath.log(3), within(1e-3));
    }

    @Test
    void shouldTellThreeCloudsApartAndShrinkUnderAPenalty() {
        Random random = new Random(4);
        List<float[]> rows = new ArrayList<>();
        int[] labels = new int[300];
        for (int i = 0; i < 300; i++) {
            labels[i] = i % 3;
            double angle = 2 * Math.PI * labels[i] / 3;
            rows.add(new float[] {
                (float) (3 * StrictMath.cos(angle) + random.nextDouble()),
                (float) (3 * StrictMath.sin(angle) + random.nextDouble())
            });
        }
        MultinomialRegression.Fit free = new MultinomialRegression(3, 1e-3).fit(rows, labels, ones(300));
        MultinomialRegression.Fit held = new MultinomialRegression(3, 1).fit(rows, labels, ones(300));
        assertThat(right(free, rows, labels)).isEqualTo(300);
        assertThat(squares(held)).isLessThan(squares(free) / 4);
    }

    @Test
    void shouldFitTheSameBitsTwice() {
        Random random = new Random(9);
        List<float[]> rows = new ArrayList<>();
        int[] labels = new int[120];
        for (int i = 0; i < 120; i++) {
            labels[i] = random.nextInt(3);
            rows.add(new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()});
        }
        MultinomialRegression regression = new MultinomialRegression(3, 0.01);
        assertThat(Arrays.deepToString(regression.fit(rows, labels, ones(120)).weights()))
                .isEqualTo(Arrays.deepToString(
                        regression.fit(rows, labels, ones(120)).weights()));
    }

    @Test
    void shouldRefuseExamplesWithoutLabels() {
        assertThatThrownBy(() -> new MultinomialRegression(2, 0).fit(List.of(), new int[0], new double[0]))
                .hasMessage("0 rows, 0 labels, 0 weights");
    }

    private static int right(MultinomialRegression.Fit fit, List<float[]> rows, int[] labels) {
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            double[] logits = new double[3];
            for (int c = 0; c < 3; c++) {
                logits[c] = fit.bias()[c] + fit.weights()[c][0] * rows.get(i)[0] + fit.weights()[c][1] * rows.get(i)[1];
                best = logits[c] > logits[best] ? c : best;
            }
            right += best == labels[i] ? 1 : 0;
        }
        return right;
    }

    private static double squares(MultinomialRegression.Fit fit) {
        return Arrays.stream(fit.weights())
                .flatMapToDouble(Arrays::stream)
                .map(w -> w * w)
                .sum();
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
