package io.callfuse.engine.scoring.lexical;

import io.callfuse.models.language.Language;
import io.callfuse.models.language.LanguageModel;
import io.callfuse.models.language.Rule;
import io.callfuse.models.language.Vocabulary;

/**
 * Asks at each token which rules end with it, and keeps what they found. What a phrase weighs depends on the cues before it and on
 * neutral phrases around it. Allocates the text of a hit and nothing else; for one thread.
 */
final class PhraseFinder {
    /**
     * What words count that were found by their sound alone; set by judgement, not fitted: a phrase that would say something alone
     * with some room still does.
     */
    static final double BY_SOUND = 0.7;

    /** What words count that stand as they are written, but for a blank inside one; by judgement. */
    private static final double CUT_IN_TWO = 0.85;

    /** A strengthened phrase counts as certain at most. */
    private static final double MAX_WEIGHT = 1;

    private final LanguageModel model;
    private final TokenWindow window;
    private final PatternSearch search;
    private final OpenHits hits;
    private final Spans cues = new Spans();
    private final Spans neutrals = new Spans();
    private final Spans idioms = new Spans();
    private final StringBuilder what = new StringBuilder();
    private final NeedTimes needTimes;

    PhraseFinder(LanguageModel model, TokenWindow window, OpenHits hits) {
        this.model = model;
        this.window = window;
        this.hits = hits;
        search = new PatternSearch(
                model.code(),
                window,
                model.language() == Language.CHINESE ? TokenWindow.SOFT_BREAK : TokenWindow.HARD_BREAK);
        needTimes = new NeedTimes(model.needs().size());
    }

    /** Finds what ends with the window's last token. */
    void find() {
        long last = window.next() - 1;
        boolean alone = last == window.oldest();
        int before = alone ? Vocabulary.UNKNOWN : window.id(last - 1);
        findEndingWith(window.id(last), before, alone ? Vocabulary.UNKNOWN : window.joinedId(last - 1), last);
        int joined = window.joinedId(last);
        if (joined != Vocabulary.UNKNOWN && joined != window.id(last)) {
            boolean first = last - 1 == window.oldest();
            findEndingWith(
                    joined,
                    first ? Vocabulary.UNKNOWN : window.id(last - 2),
                    first ? Vocabulary.UNKNOWN : window.joinedId(last - 2),
                    last);
        }
        int sound = window.sound(last);
        if (sound != 0 && !alone) {
            int soundBefore = window.sound(last - 1);
            for (int number : model.rulesEndingWithSound(sound)) {
                if (model.mayPrecedeLast(number, before, soundBefore)) {
                    Rule rule = model.rule(number);
                    if (search.findsBySound(rule.entry(), last) && search.soundsUsed() > 0) {
                        found(rule, search.first(), last);
                    }
                }
            }
        }
    }

    private void findEndingWith(int token, int before, int joinedBefore, long last) {
        for (int number : model.rulesEndingWith(token)) {
            if (model.mayPrecedeLast(number, before)
                    || joinedBefore != Vocabulary.UNKNOWN && model.mayPrecedeLast(number, joinedBefore)) {
                Rule rule = model.rule(number);
                if (search.finds(rule.entry(), last)) {
                    found(rule, search.first(), last);
                }
            }
        }
    }

    /** Media time at which words last asked for a need of their own, ms; -1 where they never did. */
    long needAtMs(int need) {
        return needTimes.lastMs(need);
    }

    /** The words that last asked for a need of their own; null where none did. */
    String needWords(int need) {
        return needTimes.lastWords(need);
    }

    /** Takes back what tokens from a position and a media time on brought. */
    void revise(long position, long fromMs) {
        hits.revise(position);
        cues.revise(position);
        neutrals.revise(position);
        idioms.revise(position);
        needTimes.revise(fromMs);
    }

    private void found(Rule rule, long first, long last) {
        switch (rule.kind()) {
            case BOUNDARY -> window.breakAt(first);
            case NEUTRAL -> {
                hits.cancelTorn(first, last);
                cues.cancelInside(first, last);
                neutrals.add(first, last, 0, 0, 0);
            }
            case IDIOM -> {
                cues.cancelInside(first, last);
                idioms.add(first, last, 0, 0, 0);
            }
            case CUE_AHEAD -> {
                if (!neutrals.cover(first, last) && !idioms.cover(first, last)) {
                    cues.add(first, last, rule.number(), rule.labels(), rule.weight());
                }
            }
            case CUE_BACK -> hits.cancelBack(rule.labels(), first, last, rule.number(), window);
            case PHRASE -> phrase(rule, first, last);
            default -> needTimes.add(rule.number(), window.atMs(first), window.atMs(last), text(first, last));
        }
    }

    private void phrase(Rule rule, long first, long last) {
        double factor = cues.factor(rule.number(), first, window);
        if (factor == 0 || neutrals.tear(first, last)) {
            return;
        }
        double weight = Math.min(MAX_WEIGHT, rule.weight() * factor);
        double confidence = confidence(first, last);
        if (hits.outdoes(rule.number(), weight * confidence, first, last)) {
            OpenHit hit = hits.add();
            hit.label = rule.number();
            hit.weight = weight;
            hit.confidence = confidence;
            hit.first = first;
            hit.last = last;
            hit.atMs = window.atMs(first);
            hit.what = text(first, last);
        }
    }

    private double confidence(long first, long last) {
        double sum = 0;
        for (long position = first; position <= last; position++) {
            sum += window.confidence(position);
        }
        double mean = sum / (last - first + 1);
        if (search.soundsUsed() > 0) {
            return mean * BY_SOUND;
        }
        return search.isJoined() ? mean * CUT_IN_TWO : mean;
    }

    private String text(long first, long last) {
        what.setLength(0);
        boolean blanks = model.language() == Language.ENGLISH;
        for (long position = first; position <= last; position++) {
            if (blanks && position > first) {
                what.append(' ');
            }
            what.append(window.text(position));
        }
        return what.toString();
    }
}
