package io.callfuse.models;

import io.callfuse.dsp.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Sums of the inputs of a network's hidden units, without their bias, and what each group of inputs adds to them: the growth of the
 * running sums over its inputs, so that the network's rows, megabytes of them, are read once for both. In two steps: the features
 * themselves, then all that rests on the caller's history. Allocates when made, never after; for one thread.
 */
final class HiddenSums {
    private final Kernels kernels = Kernels.plain();
    private final float[][] rows;
    private final List<String> groups;
    private final int features;
    private final InputRun[] featureRuns;
    private final InputRun[] historyRuns;
    private final float[] ofFeatures;
    private final float[] ofHistory;
    private final float[] all;
    private final float[][] ofFeatureGroup;
    private final float[][] ofHistoryGroup;
    private final float[] before;
    private boolean withFeatures;
    private boolean withHistory;

    HiddenSums(EmotionModel network) {
        this.rows = network.layers().sharedHidden();
        this.groups = groups(network);
        this.features = network.inputs().size();
        List<InputRun> runs = runs(network, groups);
        this.featureRuns = runs.toArray(InputRun[]::new);
        List<InputRun> later = new ArrayList<>();
        for (InputRun run : runs) {
            later.add(new InputRun(run.group(), features + run.first(), features + run.end()));
        }
        later.add(new InputRun(groups.size() - 1, 2 * features, rows.length));
        this.historyRuns = later.toArray(InputRun[]::new);
        int units = network.layers().hiddenUnits();
        this.ofFeatures = new float[units];
        this.ofHistory = new float[units];
        this.all = new float[units];
        this.before = new float[units];
        this.ofFeatureGroup = new float[groups.size()][units];
        this.ofHistoryGroup = new float[groups.size()][units];
    }

    /** Headings of a network's inputs in the order in which it names them; the last is {@value EmotionModel#HISTORY_GROUP}. */
    static List<String> groups(EmotionModel network) {
        LinkedHashSet<String> inOrder = new LinkedHashSet<>();
        for (EmotionModel.Input input : network.inputs()) {
            inOrder.add(input.group());
        }
        inOrder.add(EmotionModel.HISTORY_GROUP);
        return List.copyOf(inOrder);
    }

    /** The first step, which forgets an earlier second one: the sums of the features alone. */
    float[] sumFeatures(float[] input) {
        sum(featureRuns, input, ofFeatures, ofFeatureGroup);
        withFeatures = true;
        withHistory = false;
        return ofFeatures;
    }

    /**
     * The second step: the sums with the history.
     *
     * @param keepsFeatures whether the sums of the features count beside those of the history
     */
    float[] sumHistory(float[] input, boolean keepsFeatures) {
        sum(historyRuns, input, ofHistory, ofHistoryGroup);
        withFeatures = keepsFeatures;
        withHistory = true;
        for (int h = 0; h < all.length; h++) {
            all[h] = keepsFeatures ? ofFeatures[h] + ofHistory[h] : ofHistory[h];
        }
        return all;
    }

    /** The sums after the last step; the next one overwrites them. */
    float[] sums() {
        return withHistory ? all : ofFeatures;
    }

    /** Writes what a group adds to {@link #sums}. */
    void writeGroup(int group, float[] into) {
        if (withFeatures) {
            System.arraycopy(ofFeatureGroup[group], 0, into, 0, into.length);
        } else {
            Arrays.fill(into, 0);
        }
        for (int h = 0; withHistory && h < into.length; h++) {
            into[h] += ofHistoryGroup[group][h];
        }
    }

    private void sum(InputRun[] runs, float[] input, float[] into, float[][] ofGroup) {
        Arrays.fill(into, 0);
        for (float[] one : ofGroup) {
            Arrays.fill(one, 0);
        }
        for (InputRun run : runs) {
            System.arraycopy(into, 0, before, 0, into.length);
            kernels.accumulate(rows, input, run.first(), run.end(), into);
            addGrowth(into, ofGroup[run.group()]);
        }
    }

    private void addGrowth(float[] now, float[] into) {
        for (int h = 0; h < into.length; h++) {
            into[h] += now[h] - before[h];
        }
    }

    private static List<InputRun> runs(EmotionModel network, List<String> groups) {
        List<InputRun> runs = new ArrayList<>();
        int first = 0;
        int features = network.inputs().size();
        for (int f = 1; f <= features; f++) {
            String group = network.inputs().get(first).group();
            if (f == features || !network.inputs().get(f).group().equals(group)) {
                runs.add(new InputRun(groups.indexOf(group), first, f));
                first = f;
            }
        }
        return runs;
    }

    /** Inputs of a group that lie side by side, from {@code first} to {@code end - 1}. */
    private record InputRun(int group, int first, int end) {}
}
