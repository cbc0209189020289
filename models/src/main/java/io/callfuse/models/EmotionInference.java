package io.callfuse.models;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a model says of one reading: class probabilities by the soft maximum, the log-odds of being upset, and how much each
 * group of features moved them. Allocates when made, never after; for one thread.
 */
public final class EmotionInference {
    private static final double CLAMP = 4;
    private static final double TINY = 1e-12;

    private final EmotionModel model;
    private final double[] mean;
    private final double[] perScale;
    private final int[] groupOfFeature;
    private final List<String> groups;
    private final double[][] weights;
    private final double[] bias;
    private final double[] upset;
    private final double[] probability;
    private final double[] contribution;
    private final double[] direction;
    private double upsetLogOdds;

    /** Prepares to apply a model. */
    public EmotionInference(EmotionModel model) {
        this.model = model;
        int features = model.features().size();
        int classes = model.classes().size();
        this.mean = new double[features];
        this.perScale = new double[features];
        this.groupOfFeature = new int[features];
        this.groups = groups(model);
        for (int f = 0; f < features; f++) {
            mean[f] = model.features().get(f).mean();
            perScale[f] = 1 / model.features().get(f).scale();
            groupOfFeature[f] = groups.indexOf(model.features().get(f).group());
        }
        this.weights = new double[classes][features];
        this.bias = new double[classes];
        this.upset = new double[classes];
        for (int c = 0; c < classes; c++) {
            bias[c] = model.classes().get(c).bias();
            upset[c] = model.classes().get(c).upset();
            for (int f = 0; f < features; f++) {
                weights[c][f] = model.classes().get(c).weights().get(f);
            }
        }
        this.probability = new double[classes];
        this.contribution = new double[groups.size()];
        this.direction = new double[classes];
    }

    /** Makes a raw value comparable; one that is not known ({@code NaN}) is taken to be the mean, one far out is held. */
    public double standardized(int feature, double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        return Math.max(-CLAMP, Math.min(CLAMP, (value - mean[feature]) * perScale[feature]));
    }

    /** Applies the model to standardized features; the results stand until the next call. */
    public void infer(double[] x) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < probability.length; c++) {
            double logit = bias[c];
            double[] row = weights[c];
            for (int f = 0; f < row.length; f++) {
                logit += row[f] * x[f];
            }
            probability[c] = logit;
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        for (int c = 0; c < probability.length; c++) {
            probability[c] = StrictMath.exp(probability[c] - highest);
            sum += probability[c];
        }
        double upsetProbability = TINY;
        double calmProbability = TINY;
        for (int c = 0; c < probability.length; c++) {
            probability[c] /= sum;
            upsetProbability += upset[c] * probability[c];
            calmProbability += (1 - upset[c]) * probability[c];
        }
        upsetLogOdds = StrictMath.log(upsetProbability / calmProbability);
        contribute(x, upsetProbability, calmProbability);
    }

    /** Probability of a class, in the model's order. */
    public double probability(int classIndex) {
        return probability[classIndex];
    }

    /** Natural logarithm of the odds of being upset. */
    public double upsetLogOdds() {
        return upsetLogOdds;
    }

    /** Returns the score of some log-odds, 0..100. */
    public double score(double logOdds) {
        EmotionModel.ScoreMap map = model.scoreMap();
        double exponent = map.steepness() * (logOdds - map.anchorLogOdds()) + StrictMath.log(3);
        return 100 / (1 + StrictMath.exp(-exponent));
    }

    /** The headings of the contributions, in the order in which the model names them. */
    public List<String> groups() {
        return groups;
    }

    /**
     * How far the features of a group moved the log-odds of being upset away from those of an average voice: over 0 towards
     * upset. The classes' weights are mixed by their probabilities, as the derivative of the log-odds mixes them.
     */
    public double contribution(int group) {
        return contribution[group];
    }

    private void contribute(double[] x, double upsetProbability, double calmProbability) {
        for (int c = 0; c < direction.length; c++) {
            direction[c] = probability[c] * (upset[c] / upsetProbability - (1 - upset[c]) / calmProbability);
        }
        java.util.Arrays.fill(contribution, 0);
        for (int c = 0; c < direction.length; c++) {
            double[] row = weights[c];
            for (int f = 0; f < row.length; f++) {
                contribution[groupOfFeature[f]] += direction[c] * row[f] * x[f];
            }
        }
    }

    private static List<String> groups(EmotionModel model) {
        LinkedHashSet<String> inOrder = new LinkedHashSet<>();
        for (EmotionModel.Feature feature : model.features()) {
            inOrder.add(feature.group());
        }
        return List.copyOf(new ArrayList<>(inOrder));
    }
}
