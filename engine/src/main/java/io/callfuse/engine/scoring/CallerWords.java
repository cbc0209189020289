package io.callfuse.engine.scoring;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.scoring.lexical.HeardWords;
import io.callfuse.engine.scoring.lexical.LexicalReading;
import io.callfuse.engine.scoring.lexical.UnderstoodCall;
import io.callfuse.engine.scoring.lexical.WordEvidence;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.Languages;
import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Subtext;
import java.util.List;
import java.util.Optional;

/**
 * What the words of one leg add to its score, and what else they say. The language is that of the first word, or Chinese from
 * the first Chinese character on. Until a word comes there is nothing here, and the score of the voice stands as it is. For one
 * thread, that of the leg's worker.
 */
public final class CallerWords {
    /** Under this heading stands in the evidence how far words moved the score. */
    public static final String CONTRIBUTION = "words";

    private static final long NONE_UNSETTLED = Long.MAX_VALUE;

    private final Languages languages;
    private final LexicalReading reading = new LexicalReading();
    private final WordFusion fusion = new WordFusion();
    private HeardWords heard;
    private long unsettledFromMs = NONE_UNSETTLED;

    /** Begins a leg that has said nothing. */
    public CallerWords(Languages languages) {
        this.languages = languages;
    }

    /** Hears what recognition now takes for said; only words that are not settled are taken back. */
    public void hear(Revision revision) {
        if (unsettledFromMs != NONE_UNSETTLED) {
            heard.revise(Math.max(revision.fromMs(), unsettledFromMs));
            if (revision.fromMs() <= unsettledFromMs) {
                unsettledFromMs = NONE_UNSETTLED;
            }
        }
        List<TimedWord> words = revision.words();
        for (TimedWord word : words) {
            inLanguageOf(word).accept(word);
        }
        if (revision.settled()) {
            unsettledFromMs = NONE_UNSETTLED;
            if (heard != null) {
                heard.settle();
            }
        } else if (!words.isEmpty()) {
            unsettledFromMs = Math.min(unsettledFromMs, words.get(0).atMs());
        }
    }

    private HeardWords inLanguageOf(TimedWord word) {
        Language language = Language.of(word.word());
        if (heard == null || language == Language.CHINESE && heard.language() != language) {
            heard = new HeardWords(languages.of(language));
        }
        return heard;
    }

    /**
     * Moves the score of the voice by what the words show now; leaves it alone, to the bit, where they show nothing.
     *
     * @param speechRateRise speech rate now over the caller's own baseline; {@code NaN} where it is not known
     */
    public void move(EmotionScore score, long nowMs, double speechRateRise) {
        if (heard != null) {
            heard.read(nowMs, speechRateRise, reading);
            double fused = fusion.fuse(score.score(), reading);
            if (fusion.shift() != 0) {
                score.move(fused);
            }
        }
    }

    /** Adds to what moved the score how far words did, in log-odds; nothing where they did not. */
    public void explain(EmotionScore score) {
        if (fusion.shift() != 0) {
            score.addContribution(CONTRIBUTION, fusion.shift());
        }
    }

    /** Ends the leg: no word is taken back any more. */
    public void end(long nowMs, double speechRateRise) {
        if (heard != null) {
            heard.end();
            heard.read(nowMs, speechRateRise, reading);
        }
    }

    /** What the words of the last minute show now. Allocates where there are words: for events, not for each second. */
    public WordEvidence evidence(long nowMs) {
        return heard == null ? WordEvidence.NONE : heard.evidence(nowMs, reading);
    }

    /** Probability that the caller means this by the words of the last reading, 0-1. */
    public double subtext(Subtext subtext) {
        return heard == null ? 0 : reading.subtext(subtext);
    }

    /** How much the words of the last reading speak for a category, 0-1. */
    public double category(LexicalCategory category) {
        return heard == null ? 0 : reading.category(category);
    }

    /** What the call is about, the last that the words told; empty where they did not. */
    public Optional<String> topic() {
        return heard == null ? Optional.empty() : heard.topic();
    }

    /** What was understood of the call so far; empty where no word was heard. */
    public Optional<UnderstoodCall> understood() {
        return heard == null ? Optional.empty() : Optional.of(heard.understood());
    }
}
