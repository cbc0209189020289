package io.callfuse.models;

import io.callfuse.dsp.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * How much each group of features moved the log-odds of being upset of a reading, and how much the outputs of the caller's earlier
 * readings did. Groups are added to an average voice without history one after the other, and what each adds is counted; that is
 * done in one order and in its reverse, and the mean of both is reported (two of the orders over which Shapley 1953 takes the
 * mean). So the contributions add up, up to rounding, to the log-odds less those of the average voice. Costs about as much as
 * one inference. Allocates when made, never after; for one thread.
 */
public final class EmotionContributions {
    private final Kernels kernels = Kernels.plain();
    private final EmotionModel network;
    private final ForwardPass pass;
    private final List<String> groups;
    private final int[][] members;
    private final float[][][] rows;
    private final float[][] weights;
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
        this.groups = groups(network);
        int count = groups.size();
        this.members = new int[count][];
        this.rows = new float[count][][];
        this.weights = new float[count][];
        for (int g = 0; g < count; g++) {
            members[g] = members(network, groups.get(g));
            weights[g] = new float[members[g].length];
            rows[g] = new float[members[g].length][];
            for (int m = 0; m < rows[g].length; m++) {
                rows[g][m] = pass.rows()[members[g][m]];
            }
        }
        this.part = new float[network.layers().hiddenUnits()];
        this.before = new float[part.length];
        this.after = new float[part.length];
        this.outputs = new float[network.layers().outputs()];
        this.contribution = new double[count];
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
        inference.writeSums(after);
        int last = weights.length - 1;
        double with = average;
        double without = logOdds(after, shift);
        for (int g = 0; g <= last; g++) {
            sumOf(g, inference);
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

    /** What the members of a group add to the hidden units. */
    private void sumOf(int group, EmotionInference inference) {
        int features = network.inputs().size();
        boolean raw = inference.usedRaw();
        for (int m = 0; m < weights[group].length; m++) {
            int at = members[group][m];
            weights[group][m] = at >= features || raw ? inference.input()[at] : 0;
        }
        kernels.transform(rows[group], weights[group], 0, weights[group].length, part);
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

    private static List<String> groups(EmotionModel network) {
        LinkedHashSet<String> inOrder = new LinkedHashSet<>();
        for (EmotionModel.Input input : network.inputs()) {
            inOrder.add(input.group());
        }
        inOrder.add(EmotionModel.HISTORY_GROUP);
        return List.copyOf(inOrder);
    }

    private static int[] members(EmotionModel network, String group) {
        int features = network.inputs().size();
        List<Integer> members = new ArrayList<>();
        for (int f = 0; f < features; f++) {
            if (network.inputs().get(f).group().equals(group)) {
                members.add(f);
                members.add(features + f);
            }
        }
        if (group.equals(EmotionModel.HISTORY_GROUP)) {
            int inputs = NetworkLayers.historyInputs(network.layers().outputs());
            for (int i = 0; i < inputs; i++) {
                members.add(2 * features + i);
            }
        }
        return members.stream().mapToInt(Integer::intValue).toArray();
    }
}
