package io.callfuse.engine.scoring.agent;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.LanguageModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what was said again word for word: the longest runs of words that were said before, of at least a length. Pauses play no
 * part, for recognition does not tell where a sentence ends. One thread.
 */
final class Templates {
    /** Shorter runs come again by chance; by judgement. */
    private static final int LEAST_WORDS = 6;

    private static final int LEAST_CHARACTERS = 8;

    private final LanguageModel model;
    private final int least;
    private final List<String> tokens = new ArrayList<>();
    private final List<Long> atMs = new ArrayList<>();
    private final Map<Integer, AgentConduct.Repeated> byFirst = new HashMap<>();
    private int repetitions;

    Templates(LanguageModel model) {
        this.model = model;
        least = model.language() == Language.CHINESE ? LEAST_CHARACTERS : LEAST_WORDS;
    }

    /** Hears all that was said, in the order of time. */
    void hear(List<TimedWord> words) {
        for (TimedWord word : words) {
            for (String token : model.tokenizer().tokens(word.word())) {
                tokens.add(token);
                atMs.add(word.atMs());
            }
        }
        Map<String, Integer> firstOf = new HashMap<>();
        int noted = 0;
        int at = 0;
        while (at + least <= tokens.size()) {
            // Only what ended before it can have been said before it.
            for (; noted + least <= at; noted++) {
                firstOf.putIfAbsent(run(noted, least), noted);
            }
            Integer first = firstOf.get(run(at, least));
            if (first == null) {
                at++;
            } else {
                int length = common(first, at);
                repeat(first, at, length);
                at += length;
            }
        }
    }

    private int common(int first, int again) {
        int length = least;
        while (again + length < tokens.size()
                && first + length < again
                && tokens.get(first + length).equals(tokens.get(again + length))) {
            length++;
        }
        return length;
    }

    private void repeat(int first, int again, int length) {
        repetitions++;
        AgentConduct.Repeated before = byFirst.get(first);
        byFirst.put(
                first,
                before == null
                        ? new AgentConduct.Repeated(run(first, length), 2, atMs.get(first), atMs.get(again))
                        : new AgentConduct.Repeated(
                                before.what(), before.times() + 1, before.firstMs(), atMs.get(again)));
    }

    private String run(int from, int length) {
        return String.join(model.language() == Language.CHINESE ? "" : " ", tokens.subList(from, from + length));
    }

    int repetitions() {
        return repetitions;
    }

    /** What was said again, the most frequent first. */
    List<AgentConduct.Repeated> repeated() {
        return byFirst.values().stream()
                .sorted(Comparator.comparingInt(AgentConduct.Repeated::times)
                        .reversed()
                        .thenComparingLong(AgentConduct.Repeated::firstMs))
                .limit(AgentConduct.MOST)
                .toList();
    }
}
