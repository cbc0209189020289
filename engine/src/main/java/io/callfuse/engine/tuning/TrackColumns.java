package io.callfuse.engine.tuning;

import io.callfuse.engine.policy.rules.Fact;
import io.callfuse.engine.policy.rules.TextFact;
import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Subtext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of a track's columns, which stay when facts are added to the engine. Stateless. */
final class TrackColumns {
    /** Of the numbers, in their order. */
    static final List<String> NUMBERS = numbers();

    /** Of the texts, in their order. */
    static final List<String> TEXTS = texts();

    private static final Map<String, Integer> PLACES = places();

    private TrackColumns() {}

    /** The place of a column among its kind; -1 where this engine does not know it. */
    static int place(String name) {
        return PLACES.getOrDefault(name, -1);
    }

    /** What a number is where nothing was said of it. */
    static double unsaid(int column) {
        return column < Fact.values().length ? Double.NaN : 0;
    }

    private static List<String> numbers() {
        List<String> names = new ArrayList<>();
        for (Fact fact : Fact.values()) {
            names.add("fact:" + fact.name());
        }
        for (Subtext subtext : Subtext.values()) {
            names.add("subtext:" + subtext.name());
        }
        for (LexicalCategory category : LexicalCategory.values()) {
            names.add("category:" + category.name());
        }
        return List.copyOf(names);
    }

    private static List<String> texts() {
        List<String> names = new ArrayList<>();
        for (TextFact fact : TextFact.values()) {
            names.add("text:" + fact.name());
        }
        return List.copyOf(names);
    }

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (List<String> names : List.of(NUMBERS, TEXTS)) {
            for (int i = 0; i < names.size(); i++) {
                places.put(names.get(i), i);
            }
        }
        return places;
    }
}
