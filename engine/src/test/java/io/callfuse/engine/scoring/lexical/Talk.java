package io.callfuse.engine.scoring.lexical;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.models.language.Labels;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.LanguageModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A caller who says sentences, and what is heard of them. */
final class Talk {
    static final LanguageModel ENGLISH = LanguageModel.embedded(Language.ENGLISH);
    static final LanguageModel CHINESE = LanguageModel.embedded(Language.CHINESE);

    /** As perf/words counts a label as heard. */
    static final double HEARD = 0.42;

    final LanguageModel model;
    final LexicalScorer scorer;
    final LexicalReading reading = new LexicalReading();
    long nowMs;

    Talk(LanguageModel model) {
        this.model = model;
        scorer = new LexicalScorer(model);
    }

    static Talk of(String text) {
        return new Talk(Language.of(text) == Language.CHINESE ? CHINESE : ENGLISH).say(text);
    }

    /** Says a sentence at a usual rate and reads the score. */
    Talk say(String text) {
        for (TimedWord word : words(text)) {
            scorer.accept(word);
        }
        scorer.settle();
        scorer.read(nowMs, 1, reading);
        return this;
    }

    Talk pause(long ms) {
        nowMs += ms;
        scorer.read(nowMs, 1, reading);
        return this;
    }

    /** The words of a sentence from now on. */
    List<TimedWord> words(String text) {
        boolean chinese = model.language() == Language.CHINESE;
        List<TimedWord> words = new ArrayList<>();
        for (String word : chinese ? text.split("(?<=\\p{IsHan})|(?=\\p{IsHan})") : text.split("\\s+")) {
            if (!word.isBlank()) {
                words.add(new TimedWord(nowMs, nowMs + (chinese ? 200 : 300), word, 1));
                nowMs += chinese ? 200 : 300;
            }
        }
        return words;
    }

    Set<String> labels() {
        Set<String> labels = new LinkedHashSet<>();
        for (int label = 0; label < model.labels().size(); label++) {
            if (reading.evidence(label) >= HEARD) {
                labels.add(model.labels().name(label));
            }
        }
        return labels;
    }

    Set<String> categories() {
        Set<String> labels = labels();
        labels.removeIf(label -> !Labels.isCategory(model.labels().indexOf(label)));
        return labels;
    }
}
