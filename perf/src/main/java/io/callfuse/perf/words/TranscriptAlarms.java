package io.callfuse.perf.words;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.scoring.WordFusion;
import io.callfuse.engine.scoring.lexical.LexicalHit;
import io.callfuse.engine.scoring.lexical.LexicalReading;
import io.callfuse.engine.scoring.lexical.LexicalScorer;
import io.callfuse.models.language.LanguageModel;
import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Subtext;
import java.io.PrintStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Runs the words of callers who are not upset through the scorer and prints what it takes for a sign that they are: a category of
 * upset callers, or a subtext, that is heard at the end of any word. For one thread.
 */
final class TranscriptAlarms {
    private static final Set<LexicalCategory> UPSET = EnumSet.of(
            LexicalCategory.ANGER,
            LexicalCategory.FRUSTRATION,
            LexicalCategory.THREAT,
            LexicalCategory.DISTRESS,
            LexicalCategory.PROFANITY);

    /** A voice so calm that its score is held there, to see how far words alone lift it. */
    private static final double CALM_SCORE = 30;

    private final PrintStream out;

    TranscriptAlarms(PrintStream out) {
        this.out = out;
    }

    /** Prints a call and says how many alarms there were. */
    int print(String name, List<TimedWord> words, LanguageModel model) {
        LexicalScorer scorer = new LexicalScorer(model);
        LexicalReading reading = new LexicalReading();
        WordFusion fusion = new WordFusion();
        Set<LexicalCategory> categories = EnumSet.noneOf(LexicalCategory.class);
        Set<Subtext> subtexts = EnumSet.noneOf(Subtext.class);
        double highest = CALM_SCORE;
        for (TimedWord word : words) {
            scorer.accept(word);
            scorer.read(word.endMs(), 1, reading);
            highest = Math.max(highest, fusion.fuse(CALM_SCORE, reading));
            for (LexicalCategory category : UPSET) {
                if (reading.category(category) >= Understanding.HEARD && categories.add(category)) {
                    alarm(name, word, category.label());
                }
            }
            for (Subtext subtext : Subtext.values()) {
                if (reading.subtext(subtext) >= Understanding.HEARD && subtexts.add(subtext)) {
                    alarm(name, word, subtext.label());
                }
            }
        }
        scorer.end();
        int alarms = categories.size() + subtexts.size();
        out.printf(
                Locale.ROOT,
                "%s: %d words of the caller, %d alarms; words alone lift a score of %.0f to %.1f at most; topic %s%n",
                name,
                words.size(),
                alarms,
                CALM_SCORE,
                highest,
                scorer.topic(reading.topic()).orElse("unknown"));
        for (LexicalHit hit : scorer.evidence()) {
            out.printf(
                    Locale.ROOT,
                    "    %6.1f s  %-11s %.2f  %s%n",
                    hit.atMs() / 1000.0,
                    hit.label(),
                    hit.weight(),
                    hit.what());
        }
        return alarms;
    }

    private void alarm(String name, TimedWord word, String label) {
        out.printf(Locale.ROOT, "ALARM %s %.1f s: %s, at \"%s\"%n", name, word.endMs() / 1000.0, label, word.word());
    }
}
