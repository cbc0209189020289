package io.callfuse.models.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws batches: corpora in turns, a line of the corpus, and of the line's clips some without replacement, those of rare classes
 * with more weight (by exponential keys; Efraimidis and Spirakis 2006). Each clip gets a random part of the line's others as its
 * history. For one thread.
 */
final class ClipSampler {
    static final int LINES = 8;
    static final int CLIPS = 10;

    private final List<List<int[]>> linesOfCorpus = new ArrayList<>();
    private final double[] weight;
    private final int[] left = new int[CLIPS];

    ClipSampler(List<TrainingClip> clips, ClassTargets targets) {
        Map<Integer, Map<Integer, List<Integer>>> byCorpus = new TreeMap<>();
        Map<Integer, int[]> counts = new TreeMap<>();
        for (int i = 0; i < clips.size(); i++) {
            TrainingClip clip = clips.get(i);
            byCorpus.computeIfAbsent(clip.corpus(), c -> new LinkedHashMap<>())
                    .computeIfAbsent(clip.line(), l -> new ArrayList<>())
                    .add(i);
            counts.computeIfAbsent(clip.corpus(), c -> new int[targets.classes()])[clip.label()]++;
        }
        for (Map<Integer, List<Integer>> lines : byCorpus.values()) {
            linesOfCorpus.add(lines.values().stream()
                    .map(line -> line.stream().mapToInt(Integer::intValue).toArray())
                    .toList());
        }
        this.weight = new double[clips.size()];
        for (int i = 0; i < weight.length; i++) {
            TrainingClip clip = clips.get(i);
            weight[i] = targets.prior().get(clip.label()) / counts.get(clip.corpus())[clip.label()];
        }
    }

    static ClipBatch emptyBatch() {
        return new ClipBatch(LINES * CLIPS, CLIPS - 1);
    }

    /** Fills the batch of a step. */
    void draw(int step, TrainingRandom random, ClipBatch batch) {
        batch.rows = 0;
        for (int l = 0; l < LINES; l++) {
            long turn = (long) step * LINES + l;
            List<int[]> lines = linesOfCorpus.get((int) (turn % linesOfCorpus.size()));
            int first = batch.rows;
            drawClips(lines.get(random.nextInt(lines.size())), random, batch);
            for (int row = first; row < batch.rows; row++) {
                drawHistory(row, first, random, batch);
            }
        }
    }

    private void drawClips(int[] line, TrainingRandom random, ClipBatch batch) {
        int from = batch.rows;
        double[] keys = new double[CLIPS];
        int taken = 0;
        for (int clip : line) {
            double key = -StrictMath.log(random.nextDouble()) / weight[clip];
            int place = taken;
            while (place > 0 && key < keys[place - 1]) {
                place--;
            }
            if (place == CLIPS) {
                continue;
            }
            taken = Math.min(CLIPS, taken + 1);
            for (int k = taken - 1; k > place; k--) {
                keys[k] = keys[k - 1];
                batch.clip[from + k] = batch.clip[from + k - 1];
            }
            keys[place] = key;
            batch.clip[from + place] = clip;
        }
        batch.rows += taken;
    }

    private void drawHistory(int row, int first, TrainingRandom random, ClipBatch batch) {
        int others = 0;
        for (int other = first; other < batch.rows; other++) {
            if (other != row) {
                left[others++] = other;
            }
        }
        int wanted = Math.min(others, random.nextInt(CLIPS));
        for (int k = 0; k < wanted; k++) {
            int at = k + random.nextInt(others - k);
            batch.history[row][k] = left[at];
            left[at] = left[k];
        }
        batch.historyLength[row] = wanted;
    }
}
