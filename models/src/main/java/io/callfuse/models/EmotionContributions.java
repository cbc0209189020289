package io.callfuse.models;

import java.util.Arrays;
import java.util.List;

/**
 * How much each group of features moved the log-odds of being upset of a reading, and how much the outputs of the caller's earlier
 * readings did. Groups are added to an average voice without history one after the other, and what each adds is counted; that is
 * done in one order and in its reverse, and the mean of both is reported (two of the orders over which Shapley 1953 takes the
 * mean). So the contributions add up, up to rounding, to the log-odds less those of the average voice. Costs a fraction of an
 * inference where this thread has judged the reading last, otherwise a little more than one. Allocates when made, never after; for one thread.
 */
public final class EmotionContributions {
    private final EmotionModel network;
    private final ForwardPass pass;
    private final List<String> groups;
    private final float[] part;
    private final float[] before;
    private final float[] after;
    private final float[] outputs;
    private final double[] contribution;
    private final double average;

    /** Prepares to explain what a network says. */
    public EmotionContributions(EmotionModel network) {
        this.network = network;
        this.pass = new ForwardPass(network);
        this.groups = HiddenSums.groups(network);
        this.part = new float[network.layers().hiddenUnits()];
        this.before = new float[part.length];
        this.after = new float[part.length];
        this.outputs = new float[network.layers().outputs()];
        this.contribution = new double[groups.size()];
        pass.outputs(before, outputs);
        this.average = pass.upsetLogOdds(outputs);
    }

    /** The headings, in the order in which the network names them; the last is {@value EmotionModel#HISTORY_GROUP}. */
    public List<String> groups() {
        return groups;
    }

    /** Explains the last reading of an inference with the same network; the results stand until the next call. */
    public void explain(EmotionInference inference) {
        if (inference.network() != network) {
            throw new IllegalArgumentException("the inference applies another network");
        }
        float[] shift = inference.shift();
        Arrays.fill(before, 0);
        HiddenSums sums = inference.sums();
        System.arraycopy(sums.sums(), 0, after, 0, after.length);
        int last = contribution.length - 1;
        double with = average;
        double without = logOdds(after, shift);
        for (int g = 0; g <= last; g++) {
            sums.writeGroup(g, part);
            for (int h = 0; h < part.length; h++) {
                before[h] += part[h];
                after[h] -= part[h];
            }
            double nextWith = logOdds(before, g == last ? shift : null);
            double nextWithout = g == last ? average : logOdds(after, shift);
            contribution[g] = (nextWith - with + without - nextWithout) / 2;
            with = nextWith;
            without = nextWithout;
        }
    }

    private double logOdds(float[] sums, float[] shift) {
        pass.outputs(sums, outputs);
        for (int o = 0; shift != null && o < outputs.length; o++) {
            outputs[o] += shift[o];
        }
        return pass.upsetLogOdds(outputs);
    }

    /** The model that is explained. */
    public EmotionModel model() {
        return network;
    }

    /** How far a group moved the log-odds of being upset: over 0 towards upset. */
    public double contribution(int group) {
        return contribution[group];
    }

    /** Log-odds of being upset of an average voice without history: what the contributions are added to. */
    public double averageLogOdds() {
        return average;
    }
}
