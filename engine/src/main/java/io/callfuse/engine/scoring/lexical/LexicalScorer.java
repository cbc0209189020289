package io.callfuse.engine.scoring.lexical;

import io.callfuse.engine.asr.TimedWord;
import io.callfuse.models.language.Labels;
import io.callfuse.models.language.Language;
import io.callfuse.models.language.LanguageModel;
import io.callfuse.models.language.LexicalCategory;
import io.callfuse.models.language.Need;
import io.callfuse.models.language.Subtext;
import io.callfuse.models.language.Tokenizer;
import io.callfuse.models.language.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Scores the words of one leg as they come. The last of them may be taken back, as partial recognition does: what they brought
 * and what they cancelled is then as if they had never been. Holds the last {@code 64} tokens and a bounded number of hits,
 * however long the call is. For one thread, that of the leg's worker.
 */
public final class LexicalScorer {
    /** A silence between words that ends a sentence, ms. */
    private static final long SENTENCE_PAUSE_MS = 1500;

    /** A silence between words that ends a part of a sentence, ms. */
    private static final long PART_PAUSE_MS = 700;

    /** The odds that something is unsaid grow with the square of the speech rate's rise, up to this factor; by judgement. */
    private static final double MAX_ODDS_FACTOR = 2;

    private final LanguageModel model;
    private final TokenWindow window = new TokenWindow();
    private final FadingStrengths settled = new FadingStrengths();
    private final HitMemory memory = new HitMemory();
    private final UpsetMoments moments = new UpsetMoments();
    private final CallStory story = new CallStory();
    private final WordRate rate = new WordRate();
    private final OpenHits hits = new OpenHits(this::settle);
    private final Consumer<LexicalHit> hitSettled;
    private final PhraseFinder phrases;
    private final NeedFinder needs;
    private final List<String> tokens = new ArrayList<>();
    private byte breakBefore = TokenWindow.HARD_BREAK;
    private boolean unsettled;

    /** Begins a leg that has said nothing. */
    public LexicalScorer(LanguageModel model) {
        this(model, hit -> {});
    }

    /**
     * The same for one who wants to know all hits.
     *
     * @param hitSettled told each hit once nothing can cancel it any more, at the latest by {@link #end}
     */
    public LexicalScorer(LanguageModel model, Consumer<LexicalHit> hitSettled) {
        this.model = model;
        this.hitSettled = hitSettled;
        phrases = new PhraseFinder(model, window, hits);
        needs = new NeedFinder(model);
    }

    /**
     * Hears the next word; words come in the order of their times. One that is too old to be taken back and comes again, in the
     * revision of a sentence longer than is held, counts as heard. It may be taken back until {@link #settle}.
     */
    public void accept(TimedWord word) {
        if (word.atMs() <= window.goneMs()) {
            return;
        }
        unsettled = true;
        long pauseMs = word.atMs() - window.lastEndMs();
        if (pauseMs >= PART_PAUSE_MS) {
            breakBefore(pauseMs >= SENTENCE_PAUSE_MS ? TokenWindow.HARD_BREAK : TokenWindow.SOFT_BREAK);
        }
        tokens.clear();
        model.tokenizer().cut(word.word(), tokens::add);
        int said = 0;
        for (int t = 0; t < tokens.size(); t++) {
            String token = tokens.get(t);
            if (token.equals(Tokenizer.HARD_BREAK)) {
                breakBefore(TokenWindow.HARD_BREAK);
            } else if (token.equals(Tokenizer.SOFT_BREAK)) {
                breakBefore(TokenWindow.SOFT_BREAK);
            } else {
                said++;
                hear(token, timeMs(word, t), timeMs(word, t + 1), word.confidence());
            }
        }
        if (said > 0) {
            rate.add(word.atMs(), word.endMs(), model.language() == Language.CHINESE ? said : 1);
        }
    }

    private long timeMs(TimedWord word, int token) {
        return word.atMs() + (word.endMs() - word.atMs()) * token / tokens.size();
    }

    private void breakBefore(byte kind) {
        breakBefore = (byte) Math.max(breakBefore, kind);
    }

    private void hear(String token, long atMs, long endMs, double confidence) {
        Vocabulary vocabulary = model.vocabulary();
        int id = vocabulary.id(token);
        double certainty = confidence;
        if (id == Vocabulary.UNKNOWN && model.language() == Language.ENGLISH) {
            id = vocabulary.soundingLike(token);
            certainty = id == Vocabulary.UNKNOWN ? confidence : confidence * PhraseFinder.BY_SOUND;
        }
        int sound = model.language() == Language.CHINESE ? vocabulary.sound(token, id) : 0;
        window.add(id, sound, token, breakBefore);
        window.say(atMs, endMs, certainty);
        if (breakBefore == TokenWindow.NO_BREAK && model.language() == Language.ENGLISH) {
            joinWithTheOneBefore(token);
        }
        breakBefore = TokenWindow.NO_BREAK;
        hits.settleBefore(window.oldest());
        phrases.find();
    }

    private void joinWithTheOneBefore(String token) {
        long before = window.next() - 2;
        if (before >= window.oldest()) {
            window.join(model.vocabulary().cutInTwo(window.text(before), token));
        }
    }

    /** Takes back the words that begin at a media time or later, ms; what replaces them comes by {@link #accept}. */
    public void revise(long fromMs) {
        window.revise(fromMs);
        phrases.revise(window.next(), fromMs);
        rate.revise(fromMs);
        breakBefore = window.next() == window.oldest() ? TokenWindow.HARD_BREAK : TokenWindow.NO_BREAK;
    }

    /** No word that was heard so far is taken back any more. */
    public void settle() {
        unsettled = false;
    }

    /** Ends the leg: no word is taken back any more, and the story is complete. */
    public void end() {
        settle();
        hits.settleBefore(window.next());
    }

    private void settle(OpenHit hit) {
        settled.add(hit.label, hit.strength(), hit.atMs);
        LexicalHit kept = asHit(hit);
        memory.keep(hit.label, kept);
        hitSettled.accept(kept);
        moments.add(hit);
        if (Labels.isTopic(hit.label)) {
            tell(Axis.PROBLEM, hit);
        } else if (Labels.isCategory(hit.label)) {
            tell(Axis.EMOTION, hit);
        }
    }

    private void tell(Axis axis, OpenHit hit) {
        if (hit.strength() >= NeedFinder.SAID) {
            story.add(axis, hit.atMs, model.labels().name(hit.label), hit.what, hit.strength());
        }
    }

    private LexicalHit asHit(OpenHit hit) {
        return new LexicalHit(model.labels().name(hit.label), hit.what, hit.weight, hit.confidence, hit.atMs);
    }

    /**
     * Says what the words show at a media time.
     *
     * @param speechRateRise speech rate now over the caller's own baseline; 1 or {@code NaN} where it is not known
     */
    public void read(long nowMs, double speechRateRise, LexicalReading into) {
        for (int label = 0; label < model.labels().size(); label++) {
            into.strengths[label] = settled.at(label, nowMs);
            into.heardAtMs[label] = settled.lastMs(label);
        }
        moments.beginCount(nowMs);
        hits.forEachLive(hit -> {
            into.strengths[hit.label] +=
                    FadingStrengths.strength(hit.strength()) * FadingStrengths.left(hit.label, nowMs - hit.atMs);
            into.heardAtMs[hit.label] = Math.max(into.heardAtMs[hit.label], hit.atMs);
            moments.count(hit, nowMs);
        });
        double oddsFactor = speechRateRise > 1 ? Math.min(MAX_ODDS_FACTOR, speechRateRise * speechRateRise) : 1;
        for (Subtext subtext : Subtext.values()) {
            double p = into.evidence(Labels.of(subtext));
            into.saySubtext(subtext, p * oddsFactor / (1 - p + p * oddsFactor));
        }
        int topic = topic(into);
        int need = needs.find(into, phrases, nowMs);
        into.say(topic, need, moments.counted());
        // A need of words that may yet be taken back waits for a later reading: a node of the story stays.
        if (need >= 0 && !unsettled) {
            tellNeed(need, into);
        }
    }

    private void tellNeed(int number, LexicalReading reading) {
        Need row = model.needs().get(number);
        long labels = row.labels();
        if (labels == 0) {
            story.add(Axis.NEED, phrases.needAtMs(number), row.need(), phrases.needWords(number), 1);
        } else {
            story.add(Axis.NEED, reading.lastHeardMs(labels), row.need(), row.said(), reading.leastEvidence(labels));
        }
    }

    private int topic(LexicalReading reading) {
        int best = -1;
        for (int label = Labels.firstTopic(); label < model.labels().size(); label++) {
            if (reading.evidence(label) >= NeedFinder.SAID
                    && (best < 0 || reading.strengths[label] > reading.strengths[best])) {
                best = label;
            }
        }
        return best;
    }

    /** The row of the map of needs that a reading found; empty where none fits. */
    public Optional<Need> need(LexicalReading reading) {
        return reading.need() < 0 ? Optional.empty() : Optional.of(model.needs().get(reading.need()));
    }

    /** The topic that a reading found, by name; empty where none is known. */
    public Optional<String> topic(int topic) {
        return topic < 0 ? Optional.empty() : Optional.of(model.labels().name(topic));
    }

    /** The words that carried a label, the strongest few, in the order of time. Allocates: for events, not for each word. */
    public List<LexicalHit> hits(int label) {
        List<LexicalHit> found = new ArrayList<>(memory.of(label));
        hits.forEachLive(hit -> {
            if (hit.label == label) {
                found.add(asHit(hit));
            }
        });
        return found;
    }

    /** All that {@link #hits(int)} has for the categories, in the order of time: the evidence of words. */
    public List<LexicalHit> evidence() {
        List<LexicalHit> all = new ArrayList<>();
        for (LexicalCategory category : LexicalCategory.values()) {
            all.addAll(hits(Labels.of(category)));
        }
        all.sort(Comparator.comparingLong(LexicalHit::atMs));
        return all;
    }

    /** The call on three axes; its last words are in it after {@link #end}. */
    public CallStory story() {
        return story;
    }

    /** How fast the caller speaks. */
    public WordRate rate() {
        return rate;
    }
}
