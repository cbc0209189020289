package io.callfuse.perf.bench;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.privacy.WordRedactor;
import io.callfuse.engine.scoring.lexical.LexicalReading;
import io.callfuse.engine.scoring.lexical.LexicalScorer;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.LanguageModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One word of a caller who is never done is looked at for numbers and becomes labels: all examples of the language, said over and over on one leg. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WordsToLabels {
    private static final long WORD_MS = 300;
    private static final int WORDS_OF_A_SECOND = 3;
    private static final int WORDS_OF_A_SENTENCE = 10;

    /** Which language; in Chinese a word is a character. */
    @Param({"ENGLISH", "CHINESE"})
    public Language language;

    private final List<String> words = new ArrayList<>();
    private final LexicalReading reading = new LexicalReading();
    private final WordRedactor redactor = new WordRedactor();
    private LexicalScorer scorer;
    private long heard;

    /** Begins the call. */
    @Setup
    public void setUp() {
        LanguageModel model = LanguageModel.embedded(language);
        scorer = new LexicalScorer(model);
        String between = language == Language.CHINESE ? "" : "\\s+";
        model.examples().forEach(example -> {
            for (String word : example.sentence().split(between)) {
                words.add(word);
            }
        });
    }

    /** One word, and after each third the reading that a second of a call takes. */
    @Benchmark
    public double word(FrameClock clock) {
        clock.frames++;
        long atMs = heard * WORD_MS;
        TimedWord word = new TimedWord(atMs, atMs + WORD_MS, words.get((int) (heard % words.size())), 1);
        heard++;
        boolean sentenceEnds = heard % WORDS_OF_A_SENTENCE == 0;
        redactor.hear(new Revision(atMs, List.of(word), sentenceEnds)).words().forEach(scorer::accept);
        if (heard % WORDS_OF_A_SECOND == 0) {
            scorer.read(atMs + WORD_MS, 1, reading);
        }
        return reading.evidence(0);
    }
}
