package io.callfuse.engine.reporting;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts names. One thread. */
final class Counts {
    private final Map<String, Long> counts = new TreeMap<>();

    void add(String name) {
        add(name, 1);
    }

    void add(String name, long count) {
        counts.merge(name, count, Long::sum);
    }

    /** The most frequent first, at most so many. */
    Map<String, Long> top(int most) {
        Map<String, Long> top = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Long> count) -> -count.getValue()))
                .limit(most)
                .forEach(count -> top.put(count.getKey(), count.getValue()));
        return top;
    }

    Map<String, Long> all() {
        return top(Integer.MAX_VALUE);
    }
}
