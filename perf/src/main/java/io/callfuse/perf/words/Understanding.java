package io.callfuse.perf.words;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.scoring.lexical.LexicalHit;
import io.callfuse.engine.scoring.lexical.LexicalReading;
import io.callfuse.engine.scoring.lexical.LexicalScorer;
import io.callfuse.models.language.Labels;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.LanguageModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the engine makes of one sentence, said at a usual rate by a caller who has said nothing before. For one thread. */
final class Understanding {
    /** Evidence from which on a label counts as heard; a single phrase of weight 0.5 has more, just after it was said. */
    static final double HEARD = 0.42;

    private static final long WORD_MS = 300;
    private static final long CHARACTER_MS = 200;

    private final LanguageModel model;
    private final LexicalScorer scorer;
    private final LexicalReading reading = new LexicalReading();

    private Understanding(LanguageModel model) {
        this.model = model;
        scorer = new LexicalScorer(model);
    }

    static Understanding of(LanguageModel model, String sentence) {
        Understanding heard = new Understanding(model);
        long atMs = 0;
        for (TimedWord word : spoken(model.language(), sentence)) {
            heard.scorer.accept(word);
            atMs = word.endMs();
        }
        heard.scorer.read(atMs, 1, heard.reading);
        return heard;
    }

    private static List<TimedWord> spoken(Language language, String sentence) {
        boolean chinese = language == Language.CHINESE;
        List<TimedWord> words = new ArrayList<>();
        long atMs = 0;
        for (String word : chinese ? sentence.split("(?<=\\p{IsHan})|(?=\\p{IsHan})") : sentence.split("\\s+")) {
            if (!word.isBlank()) {
                long endMs = atMs + (chinese ? CHARACTER_MS : WORD_MS);
                words.add(new TimedWord(atMs, endMs, word, 1));
                atMs = endMs;
            }
        }
        return words;
    }

    /** The labels that were heard. */
    Set<String> labels() {
        Set<String> heard = new LinkedHashSet<>();
        for (int label = 0; label < model.labels().size(); label++) {
            if (reading.evidence(label) >= HEARD) {
                heard.add(model.labels().name(label));
            }
        }
        return heard;
    }

    /** The words that carried a label. */
    List<LexicalHit> hits(String label) {
        return scorer.hits(model.labels().indexOf(label));
    }

    /** All labels there are, in their order. */
    static List<String> names(Labels labels) {
        List<String> names = new ArrayList<>();
        for (int label = 0; label < labels.size(); label++) {
            names.add(labels.name(label));
        }
        return names;
    }
}
