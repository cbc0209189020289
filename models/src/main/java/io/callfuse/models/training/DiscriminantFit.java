package io.callfuse.models.training;

import io.callfuse.models.HistoryInput;
import io.callfuse.models.NetworkLayers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns a linear judge of a reading and of its distance from the caller's own mean: linear discriminant analysis (Fisher 1936)
 * whose shared covariance is regularized towards the unit matrix (Friedman 1989). It has nothing to learn by heart, so it carries
 * over to languages that it was not fitted on. Every corpus counts the same, and every class in it by its prior; each clip gets a
 * random part of its line's others as its history. The same clips and seed give the same bits on every machine. Without state.
 */
public final class DiscriminantFit {
    /** As many earlier clips at most as the networks are shown. */
    private static final int MOST_HISTORY = ClipSampler.CLIPS - 1;

    /** Chosen, as the next, by leave-speakers-out and leave-one-corpus-out on utterances of the acted corpora: 10 of 0.1 to 10. */
    private static final double FEATURE_PENALTY = 10;
    /** The same of deviations: 3 of 1 to 10. */
    private static final double DEVIATION_PENALTY = 3;

    /** What a class counts of which there is no clip. */
    private static final double LEAST_SHARE = 1e-3;

    private final ClassTargets targets;
    private final long seed;

    /**
     * @param targets the classes and how often each comes
     * @param seed of the histories
     */
    public DiscriminantFit(ClassTargets targets, long seed) {
        this.targets = targets;
        this.seed = seed;
    }

    /**
     * Fits a judge in the shape of a network, of {@link LinearLayers}.
     *
     * @param clips all with as many inputs, at least one
     */
    public NetworkLayers fit(List<TrainingClip> clips) {
        if (clips.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to learn from");
        }
        int features = clips.get(0).inputs().length;
        float[][] rows = rows(clips, features);
        double[] weights = weights(clips);
        double[][] mean = means(clips, rows, weights);
        for (int i = 0; i < rows.length; i++) {
            double[] own = mean[clips.get(i).label()];
            float root = (float) Math.sqrt(weights[i]);
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = root * (float) (rows[i][j] - own[j]);
            }
        }
        double[] penalty = new double[2 * features];
        Arrays.fill(penalty, 0, features, FEATURE_PENALTY);
        Arrays.fill(penalty, features, penalty.length, DEVIATION_PENALTY);
        Covariance within = Covariance.of(rows, penalty);
        return layers(clips, weights, mean, within);
    }

    private NetworkLayers layers(List<TrainingClip> clips, double[] weights, double[][] mean, Covariance within) {
        int classes = targets.classes();
        double[] share = new double[classes];
        for (int i = 0; i < weights.length; i++) {
            share[clips.get(i).label()] += weights[i];
        }
        for (int c = 0; c < classes; c++) {
            share[c] = Math.max(LEAST_SHARE, share[c]);
        }
        int angry = targets.angry();
        double[] rest = new double[mean[0].length];
        for (int c = 0; c < classes; c++) {
            for (int j = 0; c != angry && j < rest.length; j++) {
                rest[j] += share[c] / (1 - share[angry]) * mean[c][j];
            }
        }
        LinearLayers layers = new LinearLayers(clips.get(0).inputs().length, classes + 1);
        for (int c = 0; c < classes; c++) {
            double[] weight = within.solve(mean[c]);
            layers.set(c, weight, StrictMath.log(share[c]) - dot(weight, mean[c]) / 2);
        }
        double[] towards = new double[rest.length];
        double[] middle = new double[rest.length];
        for (int j = 0; j < rest.length; j++) {
            towards[j] = mean[angry][j] - rest[j];
            middle[j] = (mean[angry][j] + rest[j]) / 2;
        }
        double[] weight = within.solve(towards);
        layers.set(classes, weight, StrictMath.log(share[angry] / (1 - share[angry])) - dot(weight, middle));
        return layers.layers(clips, weights);
    }

    /** Shares of the whole: every class of every corpus by its prior. */
    private double[] weights(List<TrainingClip> clips) {
        Map<Integer, Integer> counts = new HashMap<>();
        clips.forEach(c -> counts.merge(cell(c), 1, Integer::sum));
        double[] weights = new double[clips.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            TrainingClip clip = clips.get(i);
            weights[i] = targets.prior().get(clip.label()) / counts.get(cell(clip));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private int cell(TrainingClip clip) {
        return clip.corpus() * targets.classes() + clip.label();
    }

    private double[][] means(List<TrainingClip> clips, float[][] rows, double[] weights) {
        double[][] mean = new double[targets.classes()][rows[0].length];
        double[] share = new double[mean.length];
        for (int i = 0; i < rows.length; i++) {
            int label = clips.get(i).label();
            share[label] += weights[i];
            for (int j = 0; j < rows[i].length; j++) {
                mean[label][j] += weights[i] * rows[i][j];
            }
        }
        for (int c = 0; c < mean.length; c++) {
            for (int j = 0; share[c] > 0 && j < mean[c].length; j++) {
                mean[c][j] /= share[c];
            }
        }
        return mean;
    }

    /** For each clip its features, and how far they lie from the mean of its history. */
    private float[][] rows(List<TrainingClip> clips, int features) {
        Map<List<Integer>, List<Integer>> lines = new LinkedHashMap<>();
        for (int i = 0; i < clips.size(); i++) {
            TrainingClip clip = clips.get(i);
            lines.computeIfAbsent(List.of(clip.corpus(), clip.line()), l -> new ArrayList<>())
                    .add(i);
        }
        TrainingRandom random = new TrainingRandom(seed);
        float[][] rows = new float[clips.size()][2 * features];
        for (List<Integer> line : lines.values()) {
            int[] others = new int[line.size() - 1];
            for (int own : line) {
                int at = 0;
                for (int other : line) {
                    if (other != own) {
                        others[at++] = other;
                    }
                }
                int wanted = Math.min(others.length, random.nextInt(MOST_HISTORY + 1));
                for (int k = 0; k < wanted; k++) {
                    int drawn = k + random.nextInt(others.length - k);
                    int held = others[k];
                    others[k] = others[drawn];
                    others[drawn] = held;
                }
                fill(rows[own], clips, own, Arrays.copyOf(others, wanted));
            }
        }
        return rows;
    }

    private static void fill(float[] row, List<TrainingClip> clips, int own, int[] earlier) {
        float[] inputs = clips.get(own).inputs();
        System.arraycopy(inputs, 0, row, 0, inputs.length);
        float trust = HistoryInput.trust(earlier.length);
        for (int f = 0; earlier.length > 0 && f < inputs.length; f++) {
            float sum = 0;
            for (int other : earlier) {
                sum += clips.get(other).inputs()[f];
            }
            row[inputs.length + f] =
                    HistoryInput.RAW_AND_DEVIATION.deviation(trust, inputs[f], sum / earlier.length, 0);
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
