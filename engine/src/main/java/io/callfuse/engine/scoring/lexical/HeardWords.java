package io.callfuse.engine.scoring.lexical;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.engine.scoring.lexical.UnderstoodCall.SpokenRate;
import io.callfuse.models.language.Labels;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.LanguageModel;
import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Subtext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The words of one leg in one language, and what of them is worth telling: at a moment, and of the whole call. For one thread,
 * that of the leg's worker.
 */
public final class HeardWords {
    /** Older words explain nothing of this moment, ms. */
    private static final long MOMENT_MS = 60_000;

    private static final Subtext[] SUBTEXTS = Subtext.values();

    private final LanguageModel model;
    private final LexicalScorer scorer;
    private final WordsMemory memory = new WordsMemory();
    /** As of the last reading at which no word could be taken back any more. */
    private final WordsMemory settled = new WordsMemory();

    private boolean unsettled;

    /** Begins a leg that has said nothing. */
    public HeardWords(LanguageModel model) {
        this.model = model;
        scorer = new LexicalScorer(model);
    }

    /** The language in which they are understood. */
    public Language language() {
        return model.language();
    }

    /** Hears the next word; it may be taken back until {@link #settle}. */
    public void accept(TimedWord word) {
        unsettled = true;
        scorer.accept(word);
    }

    /** Takes back the words that begin at a media time or later, ms, and what they showed. */
    public void revise(long fromMs) {
        memory.copy(settled);
        scorer.revise(fromMs);
    }

    /** No word that was heard so far is taken back any more. */
    public void settle() {
        unsettled = false;
        scorer.settle();
    }

    /** No word is taken back any more, and no more come. */
    public void end() {
        settle();
        scorer.end();
    }

    /** Says what the words show at a media time, as {@link LexicalScorer#read} does, and remembers what is worth telling. */
    public void read(long nowMs, double speechRateRise, LexicalReading into) {
        scorer.read(nowMs, speechRateRise, into);
        for (int s = 0; s < SUBTEXTS.length; s++) {
            memory.subtext(s, into.subtext(SUBTEXTS[s]), nowMs);
        }
        if (into.topic() >= 0) {
            memory.topic = scorer.topic(into.topic());
        }
        if (into.need() >= 0) {
            memory.need = scorer.need(into);
        }
        memory.rate(scorer.rate().unitsPerMinute(nowMs));
        if (!unsettled) {
            settled.copy(memory);
        }
    }

    /** The last topic that was told; empty where none was. */
    public Optional<String> topic() {
        return memory.topic;
    }

    /** What a reading of this moment shows, with the words of the last minute that show it. */
    public WordEvidence evidence(long nowMs, LexicalReading reading) {
        List<HeardSubtext> subtexts = new ArrayList<>();
        for (Subtext subtext : SUBTEXTS) {
            if (reading.subtext(subtext) >= NeedFinder.SAID) {
                subtexts.add(new HeardSubtext(subtext.label(), reading.subtext(subtext), nowMs));
            }
        }
        Optional<String> topic = scorer.topic(reading.topic());
        return new WordEvidence(
                topic, scorer.need(reading), subtexts, hits(subtexts, topic, Math.max(0, nowMs - MOMENT_MS)));
    }

    /** What was understood so far. */
    public UnderstoodCall understood() {
        List<HeardSubtext> subtexts = new ArrayList<>();
        for (int s = 0; s < SUBTEXTS.length; s++) {
            boolean stands = !scorer.hits(Labels.of(SUBTEXTS[s])).isEmpty();
            if (stands && memory.highest[s] >= NeedFinder.SAID) {
                subtexts.add(new HeardSubtext(SUBTEXTS[s].label(), memory.highest[s], memory.highestAtMs[s]));
            }
        }
        CallStory story = scorer.story();
        return new UnderstoodCall(
                model.language(),
                new SpokenRate(memory.firstPerMinute, memory.maxPerMinute),
                new WordEvidence(memory.topic, memory.need, subtexts, hits(subtexts, memory.topic, 0)),
                story.nodes(Axis.PROBLEM),
                story.nodes(Axis.EMOTION),
                story.nodes(Axis.NEED));
    }

    private List<LexicalHit> hits(List<HeardSubtext> subtexts, Optional<String> topic, long fromMs) {
        List<LexicalHit> hits = new ArrayList<>();
        for (LexicalCategory category : LexicalCategory.values()) {
            hits.addAll(scorer.hits(Labels.of(category)));
        }
        for (HeardSubtext subtext : subtexts) {
            hits.addAll(scorer.hits(model.labels().indexOf(subtext.name())));
        }
        topic.ifPresent(name -> hits.addAll(scorer.hits(model.labels().indexOf(name))));
        hits.removeIf(hit -> hit.atMs() < fromMs);
        hits.sort(Comparator.comparingLong(LexicalHit::atMs));
        return hits;
    }
}
