package io.callfuse.models;

import java.util.ArrayList;
import java.util.List;

/** The network written down again as plainly as can be, in double precision: what the fast one is held against. */
final class NetworkFormula {
    private final EmotionModel network;
    private final List<double[]> features = new ArrayList<>();
    private final List<double[]> outputs = new ArrayList<>();

    NetworkFormula(EmotionModel network) {
        this.network = network;
    }

    void remember(double[] reading) {
        double[] e = standardized(reading);
        double[] cold = layer(e, new double[e.length], new double[2 * outputCount() + 1], true);
        double mean = 0;
        for (double one : cold) {
            mean += one / cold.length;
        }
        for (int o = 0; o < cold.length; o++) {
            cold[o] -= mean;
        }
        features.add(e);
        outputs.add(cold);
    }

    double[] warm(double[] reading) {
        double[] e = standardized(reading);
        int n = features.size();
        double t = n / (n + 1.5);
        boolean scaled = network.history() == HistoryInput.SCALED_DEVIATION;
        double[] d = new double[e.length];
        for (int f = 0; n > 0 && f < e.length; f++) {
            double mean = mean(features, f);
            double distance = t * (e[f] - mean);
            double variance = Math.max(0.05, variance(features, f));
            d[f] = scaled ? distance / Math.sqrt(1 - t + t * variance + 0.05) : distance;
        }
        int count = outputCount();
        double[] g = new double[2 * count + 1];
        double[] shift = new double[count];
        for (int o = 0; n > 0 && o < count; o++) {
            double distance = t * (mean(outputs, o) - network.layers().coldMean()[o]);
            g[o] = distance / 3;
            g[count + o] = t * Math.sqrt(variance(outputs, o) + 1e-4) / 3;
            for (int to = 0; to < count; to++) {
                shift[to] += distance * network.layers().shift()[o][to];
            }
        }
        g[2 * count] = t / 3;
        double[] warm = layer(e, d, g, n == 0 || !scaled);
        for (int o = 0; o < count; o++) {
            warm[o] += shift[o];
        }
        return warm;
    }

    private int outputCount() {
        return network.layers().outputs();
    }

    private double[] standardized(double[] reading) {
        double[] e = new double[reading.length];
        for (int f = 0; f < e.length; f++) {
            EmotionModel.Input input = network.inputs().get(f);
            e[f] = Math.max(-4, Math.min(4, (reading[f] - input.mean()) / input.scale()));
        }
        return e;
    }

    private double[] layer(double[] e, double[] d, double[] g, boolean raw) {
        NetworkLayers layers = network.layers();
        double[] out = new double[outputCount()];
        for (int h = 0; h < layers.hiddenUnits(); h++) {
            double sum = layers.hiddenBias()[h];
            for (int f = 0; f < e.length; f++) {
                sum += (raw ? e[f] : 0) * layers.hidden()[f][h] + d[f] * layers.hidden()[e.length + f][h];
            }
            for (int i = 0; i < g.length; i++) {
                sum += g[i] * layers.hidden()[2 * e.length + i][h];
            }
            for (int o = 0; o < out.length; o++) {
                out[o] += Math.max(0, sum) * layers.output()[o][h];
            }
        }
        for (int o = 0; o < out.length; o++) {
            out[o] += layers.outputBias()[o];
        }
        return out;
    }

    private static double mean(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).average().orElse(0);
    }

    private static double variance(List<double[]> rows, int column) {
        double mean = mean(rows, column);
        return rows.stream()
                .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                .average()
                .orElse(0);
    }
}
