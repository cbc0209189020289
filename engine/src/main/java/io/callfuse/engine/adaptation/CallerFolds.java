package io.callfuse.engine.adaptation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who is left out together: callers are dealt at random, those with the same labels evenly over all folds. Immutable. */
final class CallerFolds {
    private static final int MOST_FOLDS = 5;

    private final int count;
    private final Map<String, Integer> foldOfCaller;

    private CallerFolds(int count, Map<String, Integer> foldOfCaller) {
        this.count = count;
        this.foldOfCaller = Map.copyOf(foldOfCaller);
    }

    /** Deals; so many folds that in each, if at all possible, there are upset callers and others. */
    static CallerFolds deal(List<OwnCall> calls, long seed) {
        CallerCounts counts = CallerCounts.of(calls);
        int folds = Math.max(2, Math.min(MOST_FOLDS, Math.min(counts.upset(), counts.others())));
        Map<String, String> labelsOfCaller = new TreeMap<>();
        for (OwnCall call : calls) {
            labelsOfCaller.merge(call.caller(), call.labelled().label().text(), CallerFolds::both);
        }
        Map<String, List<String>> callersOfLabels = labelsOfCaller.keySet().stream()
                .collect(Collectors.groupingBy(labelsOfCaller::get, TreeMap::new, Collectors.toList()));
        Random random = new Random(seed);
        Map<String, Integer> foldOfCaller = new HashMap<>();
        for (List<String> callers : callersOfLabels.values()) {
            List<String> shuffled = new ArrayList<>(callers);
            Collections.shuffle(shuffled, random);
            shuffled.forEach(caller -> foldOfCaller.put(caller, foldOfCaller.size() % folds));
        }
        return new CallerFolds(folds, foldOfCaller);
    }

    private static String both(String known, String label) {
        return List.of(known.split(" ")).contains(label) ? known : known + " " + label;
    }

    int count() {
        return count;
    }

    int of(OwnCall call) {
        return foldOfCaller.get(call.caller());
    }
}
