package io.callfuse.models;

import io.callfuse.dsp.kernel.Kernels;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * How much each group of features moved the log-odds of anger of a reading, and how much the outputs of the caller's earlier
 * readings did. Groups are added to an average voice without history one after the other, and what each adds is counted; that is
 * done in one order and in its reverse, and the mean of both is reported (two of the orders over which Shapley 1953 takes the
 * mean). So the contributions add up, up to rounding, to the log-odds less those of the average voice. Costs about as much as
 * one inference. Allocates when made, never after; for one thread.
 */
public final class NetworkContributions {
    private final Kernels kernels = Kernels.plain();
    private final EmotionNetwork network;
    private final ForwardPass pass;
    private final List<String> groups;
    private final int[][] members;
    private final float[][][] rows;
    private final float[][] weights;
    private final float[][] parts;
    private final float[] sum;
    private final float[] outputs;
    private final double[] contribution;
    private final double average;

    /** Prepares to explain what a network says. */
    public NetworkContributions(EmotionNetwork network) {
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
        this.parts = new float[count][network.layers().hiddenUnits()];
        this.sum = new float[network.layers().hiddenUnits()];
        this.outputs = new float[network.layers().outputs()];
        this.contribution = new double[count];
        pass.outputs(sum, outputs);
        this.average = pass.angerLogOdds(outputs);
    }

    /** The headings, in the order in which the network names them; the last is {@value EmotionNetwork#HISTORY_GROUP}. */
    public List<String> groups() {
        return groups;
    }

    /** Explains the last reading of an inference with the same network; the results stand until the next call. */
    public void explain(NetworkInference inference) {
        if (inference.network() != network) {
            throw new IllegalArgumentException("the inference applies another network");
        }
        int features = network.inputs().size();
        float[] input = inference.input();
        boolean raw = inference.usedRaw();
        for (int g = 0; g < weights.length; g++) {
            for (int m = 0; m < weights[g].length; m++) {
                int at = members[g][m];
                weights[g][m] = at >= features || raw ? input[at] : 0;
            }
            kernels.transform(rows[g], weights[g], 0, weights[g].length, parts[g]);
            contribution[g] = 0;
        }
        int last = weights.length - 1;
        walk(0, 1, inference.shift());
        walk(last, -1, inference.shift());
    }

    /** How far a group moved the log-odds of anger: over 0 towards anger. */
    public double contribution(int group) {
        return contribution[group];
    }

    /** Log-odds of anger of an average voice without history: what the contributions are added to. */
    public double averageLogOdds() {
        return average;
    }

    private void walk(int first, int direction, float[] shift) {
        java.util.Arrays.fill(sum, 0);
        int last = weights.length - 1;
        boolean shifted = false;
        double before = average;
        for (int g = first; g >= 0 && g <= last; g += direction) {
            for (int h = 0; h < sum.length; h++) {
                sum[h] += parts[g][h];
            }
            shifted |= g == last;
            pass.outputs(sum, outputs);
            for (int o = 0; shifted && o < outputs.length; o++) {
                outputs[o] += shift[o];
            }
            double after = pass.angerLogOdds(outputs);
            contribution[g] += (after - before) / 2;
            before = after;
        }
    }

    private static List<String> groups(EmotionNetwork network) {
        LinkedHashSet<String> inOrder = new LinkedHashSet<>();
        for (EmotionNetwork.Input input : network.inputs()) {
            inOrder.add(input.group());
        }
        inOrder.add(EmotionNetwork.HISTORY_GROUP);
        return List.copyOf(inOrder);
    }

    private static int[] members(EmotionNetwork network, String group) {
        int features = network.inputs().size();
        List<Integer> members = new ArrayList<>();
        for (int f = 0; f < features; f++) {
            if (network.inputs().get(f).group().equals(group)) {
                members.add(f);
                members.add(features + f);
            }
        }
        if (group.equals(EmotionNetwork.HISTORY_GROUP)) {
            int inputs = NetworkLayers.historyInputs(network.layers().outputs());
            for (int i = 0; i < inputs; i++) {
                members.add(2 * features + i);
            }
        }
        return members.stream().mapToInt(Integer::intValue).toArray();
    }
}
