package io.callfuse.perf.ear;

import io.callfuse.models.training.Lbfgs;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Fits a network with one hidden layer of units x / (1 + |x|) and a direct way beside it to tell two classes: logistic loss with
 * a penalty on the squares of the weights, by {@link Lbfgs} from weights that a seed draws. The weights that come out are for
 * features as they are, not standardized.
 */
final class TextureNetworkFit {
    private static final int MAX_ITERATIONS = 150;
    private static final double TOLERANCE = 1e-7;
    private static final double SMALLEST_DEVIATION = 1e-6;

    private final List<float[]> rows;
    private final int[] labels;
    private final double[] shares;
    private final int features;
    private final int hidden;
    private final double penalty;
    private final double[] hiddenNow;
    private final double[] mean;
    private final double[] deviation;
    private final double[] point;

    /**
     * @param rows examples, which are standardized where they are
     * @param labels 0 or 1 of each
     * @param shares how much each counts; they sum up to 1
     */
    TextureNetworkFit(List<float[]> rows, int[] labels, double[] shares, int hidden, double penalty, long seed) {
        this.rows = rows;
        this.labels = labels;
        this.shares = shares;
        this.features = rows.get(0).length;
        this.hidden = hidden;
        this.penalty = penalty;
        this.hiddenNow = new double[hidden];
        this.mean = new double[features];
        this.deviation = new double[features];
        this.point = new double[hidden * (features + 2) + features + 1];
        standardize();
        Random random = new Random(seed);
        for (int i = 0; i < hidden * features; i++) {
            point[i] = 0.5 / Math.sqrt(features) * random.nextGaussian();
        }
        for (int j = 0; j < hidden; j++) {
            point[out(j)] = 0.3 * random.nextGaussian();
        }
        new Lbfgs(this::loss, point.length, MAX_ITERATIONS, TOLERANCE).minimize(point);
    }

    /** The weights into a hidden unit. */
    double[] intoHidden(int unit) {
        double[] weights = new double[features];
        for (int i = 0; i < features; i++) {
            weights[i] = point[unit * features + i] / deviation[i];
        }
        return weights;
    }

    /** What is added to the features as a hidden unit has them. */
    double[] hiddenBias() {
        double[] biases = new double[hidden];
        for (int j = 0; j < hidden; j++) {
            biases[j] = point[bias(j)] - dot(intoHidden(j), mean);
        }
        return biases;
    }

    /** The weight of each hidden unit. */
    double[] outOfHidden() {
        double[] weights = new double[hidden];
        System.arraycopy(point, out(0), weights, 0, hidden);
        return weights;
    }

    /** The weights of the features themselves. */
    double[] direct() {
        double[] weights = new double[features];
        for (int i = 0; i < features; i++) {
            weights[i] = point[direct(i)] / deviation[i];
        }
        return weights;
    }

    /** What is added to all. */
    double bias() {
        return point[point.length - 1] - dot(direct(), mean);
    }

    private int bias(int unit) {
        return hidden * features + unit;
    }

    private int out(int unit) {
        return hidden * (features + 1) + unit;
    }

    private int direct(int feature) {
        return hidden * (features + 2) + feature;
    }

    private void standardize() {
        for (int i = 0; i < features; i++) {
            int feature = i;
            mean[i] = rows.stream().mapToDouble(r -> r[feature]).average().orElseThrow();
            double square = rows.stream()
                    .mapToDouble(r -> (r[feature] - mean[feature]) * (r[feature] - mean[feature]))
                    .average()
                    .orElseThrow();
            deviation[i] = Math.max(Math.sqrt(square), SMALLEST_DEVIATION);
        }
        for (float[] row : rows) {
            for (int i = 0; i < features; i++) {
                row[i] = (float) ((row[i] - mean[i]) / deviation[i]);
            }
        }
    }

    private double loss(double[] at, double[] gradient) {
        Arrays.fill(gradient, 0);
        double loss = 0;
        for (int r = 0; r < labels.length; r++) {
            double sign = labels[r] == 1 ? 1 : -1;
            double odds = sign * forward(at, rows.get(r));
            loss += shares[r] * (odds > 0 ? Math.log1p(Math.exp(-odds)) : -odds + Math.log1p(Math.exp(odds)));
            backward(at, rows.get(r), -sign * shares[r] / (1 + Math.exp(odds)), gradient);
        }
        for (int i = 0; i < at.length - 1; i++) {
            boolean isBias = i >= bias(0) && i < out(0);
            loss += isBias ? 0 : penalty / 2 * at[i] * at[i];
            gradient[i] += isBias ? 0 : penalty * at[i];
        }
        return loss;
    }

    private double forward(double[] at, float[] row) {
        double odds = at[at.length - 1];
        for (int i = 0; i < features; i++) {
            odds += at[direct(i)] * row[i];
        }
        for (int j = 0; j < hidden; j++) {
            double x = at[bias(j)];
            for (int i = 0; i < features; i++) {
                x += at[j * features + i] * row[i];
            }
            hiddenNow[j] = x;
            odds += at[out(j)] * (x / (1 + Math.abs(x)));
        }
        return odds;
    }

    private void backward(double[] at, float[] row, double slope, double[] gradient) {
        gradient[at.length - 1] += slope;
        for (int i = 0; i < features; i++) {
            gradient[direct(i)] += slope * row[i];
        }
        for (int j = 0; j < hidden; j++) {
            double width = 1 + Math.abs(hiddenNow[j]);
            gradient[out(j)] += slope * hiddenNow[j] / width;
            double inner = slope * at[out(j)] / (width * width);
            gradient[bias(j)] += inner;
            for (int i = 0; i < features; i++) {
                gradient[j * features + i] += inner * row[i];
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
