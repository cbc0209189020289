package io.callfuse.engine.policy.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words in their order, as a rule names them: {@code cancel|terminate my contract*}. {@code |} parts words of which one must be
 * said, {@code *} at the end stands for any ending, and {@code ...} for up to {@value #GAP_WORDS} other words. A Chinese character
 * is a word of its own.
 */
record Phrase(List<Step> steps) {
    static final int GAP_WORDS = 5;
    static final int MOST_STEPS = 12;

    private static final String GAP = "...";

    /**
     * One word of it.
     *
     * @param words of which one must be said, in small letters; one that ends with a star stands for all that begin so
     * @param mostBetween how many other words may stand before it
     */
    record Step(List<String> words, int mostBetween) {
        boolean fits(String said) {
            for (int w = 0; w < words.size(); w++) {
                String word = words.get(w);
                int stem = word.length() - 1;
                if (word.charAt(stem) == '*' ? said.regionMatches(0, word, 0, stem) : word.equals(said)) {
                    return true;
                }
            }
            return false;
        }
    }

    Phrase {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a phrase.
     *
     * @throws IllegalArgumentException if it names no word, or too many; the message says which
     */
    static Phrase parse(String text) {
        List<Step> steps = new ArrayList<>();
        int mostBetween = 0;
        for (String part : text.strip().split("\\s+")) {
            if (part.equals(GAP)) {
                mostBetween = GAP_WORDS;
            } else {
                mostBetween = add(part, mostBetween, steps);
            }
        }
        if (steps.isEmpty() || steps.get(0).mostBetween() > 0 || mostBetween > 0) {
            throw new IllegalArgumentException("the phrase '" + text + "' must begin and end with a word");
        }
        return new Phrase(steps).checked(text);
    }

    /** One phrase and then another, with up to so many words between them. */
    Phrase then(Phrase other, int mostBetween) {
        List<Step> both = new ArrayList<>(steps);
        both.add(new Step(other.steps.get(0).words(), mostBetween));
        both.addAll(other.steps.subList(1, other.steps.size()));
        return new Phrase(both).checked("of both");
    }

    private static int add(String part, int mostBetween, List<Step> steps) {
        if (part.indexOf('|') >= 0 || part.endsWith("*")) {
            List<String> words = new ArrayList<>();
            for (String word : part.split("\\|")) {
                if (!word.matches("[^*]+\\*?")) {
                    throw new IllegalArgumentException("'" + part + "' in a phrase lacks a word beside '|' or '*'");
                }
                words.add(word.toLowerCase(Locale.ROOT));
            }
            steps.add(new Step(List.copyOf(words), mostBetween));
            return 0;
        }
        int between = mostBetween;
        for (String word : SpokenWords.tokens(part)) {
            steps.add(new Step(List.of(word), between));
            between = 0;
        }
        return between;
    }

    private Phrase checked(String text) {
        if (steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("the phrase '" + text + "' has more than " + MOST_STEPS + " words");
        }
        return this;
    }
}
