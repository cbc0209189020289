package io.callfuse.engine.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is left out together. Corpora are dealt by the part of a speaker's name before the hyphen. */
final class SpeakerFolds {
    private SpeakerFolds() {}

    /** A sixth of each corpus' speakers at a time: the speakers of a corpus are dealt in turn, in the order in which they come. */
    static List<Set<String>> bySpeakers(Collection<String> speakers) {
        Map<String, Integer> seen = new HashMap<>();
        Map<Integer, Set<String>> folds = new LinkedHashMap<>();
        for (String speaker : new LinkedHashSet<>(speakers)) {
            int place = seen.merge(corpusOf(speaker), 1, Integer::sum) - 1;
            folds.computeIfAbsent(place % Settings.FOLDS, f -> new LinkedHashSet<>())
                    .add(speaker);
        }
        return new ArrayList<>(folds.values());
    }

    /** One corpus at a time. */
    static List<Set<String>> byCorpora(Collection<String> speakers) {
        Map<String, Set<String>> folds = new LinkedHashMap<>();
        for (String speaker : speakers) {
            folds.computeIfAbsent(corpusOf(speaker), c -> new LinkedHashSet<>()).add(speaker);
        }
        return new ArrayList<>(folds.values());
    }

    /** The corpus that a speaker belongs to: the two halves of the German one are one. */
    static String corpusOf(String speaker) {
        int hyphen = speaker.indexOf('-');
        return hyphen < 0 ? speaker : speaker.substring(0, hyphen);
    }
}
