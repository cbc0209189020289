package io.callfuse.models.digits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A network that learns: affine over five cepstra, then three affines over three outputs each of the layer before, 30 ms apart,
 * each with rectified and normalised units, then the outputs' log probabilities each 30 ms (Peddinti, Povey and Khudanpur, A
 * time delay neural network architecture, 2015). It sees 110 ms to both sides. For one thread.
 */
final class TimeDelayNetwork {
    /** Cepstra to an output. */
    static final int SUBSAMPLING = 3;

    /** Cepstra that are seen before and after the one in the middle. */
    static final int CONTEXT = 11;

    private static final int FIRST_TAPS = 5;
    private static final int TAPS = 3;
    private static final int HIDDEN_LAYERS = 4;
    /** Longer gradients are shortened to this. */
    private static final double LONGEST_GRADIENT = 5;

    private final List<AffineLayer> layers = new ArrayList<>();
    private final List<UnitNorm> norms = new ArrayList<>();
    private final Signals[] signals = new Signals[HIDDEN_LAYERS + 1];

    TimeDelayNetwork(int width, int outputs, Random random) {
        layers.add(new AffineLayer(FIRST_TAPS * KaldiCepstrum.COEFFICIENTS, width, random));
        for (int i = 1; i < HIDDEN_LAYERS; i++) {
            layers.add(new AffineLayer(TAPS * width, width, random));
        }
        layers.add(new AffineLayer(width, outputs, random));
        for (int i = 0; i <= HIDDEN_LAYERS; i++) {
            signals[i] = new Signals(layers.get(i));
            norms.add(new UnitNorm(width, random));
        }
    }

    /** How many outputs so many cepstra give, {@link #CONTEXT} of them on each side. */
    static int outputs(int cepstra) {
        return (cepstra - 2 * CONTEXT - 1) / SUBSAMPLING + 1;
    }

    /**
     * Returns log probabilities for each time, valid until the next call; there may be more than {@link #outputs}.
     *
     * @param cepstra each coefficient with mean 0 and variance 1
     */
    float[][] forward(float[][] cepstra) {
        int count = (cepstra.length - FIRST_TAPS) / SUBSAMPLING + 1;
        signals[0].makeRoom(count);
        splice(cepstra, SUBSAMPLING, signals[0]);
        for (int i = 0; i < HIDDEN_LAYERS; i++) {
            Signals own = signals[i];
            layers.get(i).forward(own.in, own.count, own.out);
            norms.get(i).forward(own.out, own.count, own.normal);
            Signals next = signals[i + 1];
            next.makeRoom(own.count - next.taps(own) + 1);
            splice(own.normal, 1, next);
        }
        Signals last = signals[HIDDEN_LAYERS];
        layers.get(HIDDEN_LAYERS).forward(last.in, last.count, last.out);
        for (int t = 0; t < last.count; t++) {
            normalize(last.out[t]);
        }
        return last.out;
    }

    /** Puts vectors of neighbouring times side by side. */
    private static void splice(float[][] x, int step, Signals into) {
        int length = x[0].length;
        for (int t = 0; t < into.count; t++) {
            for (int from = 0; from < into.in[t].length; from += length) {
                System.arraycopy(x[t * step + from / length], 0, into.in[t], from, length);
            }
        }
    }

    private static void normalize(float[] scores) {
        double most = Double.NEGATIVE_INFINITY;
        for (float score : scores) {
            most = Math.max(most, score);
        }
        double sum = 0;
        for (float score : scores) {
            sum += StrictMath.exp(score - most);
        }
        double log = most + StrictMath.log(sum);
        for (int k = 0; k < scores.length; k++) {
            scores[k] = (float) (scores[k] - log);
        }
    }

    /**
     * Learns from the last forward pass; returns the sum of the labels' negative log probabilities.
     *
     * @param labels the output that is right, or -1 where nothing is known
     */
    double learn(int[] labels, double rate) {
        double loss = softmaxSlope(labels, signals[HIDDEN_LAYERS]);
        for (int i = HIDDEN_LAYERS; i >= 0; i--) {
            Signals own = signals[i];
            if (i < HIDDEN_LAYERS) {
                addSlices(signals[i + 1], own);
                norms.get(i).backward(own.out, own.outSlope, own.count);
            }
            layers.get(i).learn(own.in, own.count, own.outSlope);
            if (i > 0) {
                layers.get(i).backward(own.outSlope, own.count, own.inSlope);
            }
        }
        double length = Math.sqrt(
                layers.stream().mapToDouble(AffineLayer::squaredGradient).sum());
        float scale = (float) Math.min(1, LONGEST_GRADIENT / (length + 1e-6));
        layers.forEach(layer -> layer.step(rate, scale));
        return loss;
    }

    /** The way back of {@link #splice}: each vector's gradient is the sum of those of its copies. */
    private static void addSlices(Signals from, Signals into) {
        for (int t = 0; t < into.count; t++) {
            Arrays.fill(into.outSlope[t], 0);
        }
        int length = into.outSlope[0].length;
        for (int t = 0; t < from.count; t++) {
            for (int i = 0; i < from.inSlope[t].length; i++) {
                into.outSlope[t + i / length][i % length] += from.inSlope[t][i];
            }
        }
    }

    private static double softmaxSlope(int[] labels, Signals last) {
        int known = (int) Arrays.stream(labels).filter(label -> label >= 0).count();
        double loss = 0;
        for (int t = 0; t < last.count; t++) {
            float[] slope = last.outSlope[t];
            int label = t < labels.length ? labels[t] : -1;
            if (label < 0) {
                Arrays.fill(slope, 0);
                continue;
            }
            for (int k = 0; k < slope.length; k++) {
                slope[k] = (float) ((StrictMath.exp(last.out[t][k]) - (k == label ? 1 : 0)) / known);
            }
            loss -= last.out[t][label];
        }
        return loss;
    }

    /** What was learned, the usual mean and variance of units within the affine map behind them. */
    List<AffineMap> maps() {
        List<AffineMap> maps = new ArrayList<>();
        double[] scale = {1};
        double[] shift = {0};
        for (int i = 0; i <= HIDDEN_LAYERS; i++) {
            maps.add(layers.get(i).map(scale, shift));
            scale = norms.get(i).scale();
            shift = norms.get(i).shift();
        }
        return maps;
    }

    /** What goes into a layer and comes out of it, and the gradients of both. */
    private static final class Signals {
        private final AffineLayer layer;
        private float[][] in = {};
        private float[][] out = {};
        /** Rectified and normalised; the outputs' are not. */
        private float[][] normal = {};

        private float[][] inSlope = {};
        private float[][] outSlope = {};
        private int count;

        Signals(AffineLayer layer) {
            this.layer = layer;
        }

        int taps(Signals before) {
            return layer.inputs() / before.layer.units();
        }

        void makeRoom(int vectors) {
            count = vectors;
            if (in.length < vectors) {
                in = new float[2 * vectors][layer.inputs()];
                inSlope = new float[2 * vectors][layer.inputs()];
                out = new float[2 * vectors][layer.units()];
                normal = new float[2 * vectors][layer.units()];
                outSlope = new float[2 * vectors][layer.units()];
            }
        }
    }
}
