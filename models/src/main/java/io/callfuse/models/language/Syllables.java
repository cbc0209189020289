package io.callfuse.models.language;

import java.util.Locale;

/** Counts the syllables of written words, roughly: characters in Chinese, groups of vowels in English. Stateless. */
public final class Syllables {
    private static final String VOWELS = "aeiouy";

    private Syllables() {}

    /** How many syllables a word has; at least 1. */
    public static int of(String word) {
        int count = (int) word.codePoints().filter(ChineseTokens::isHan).count();
        String letters = word.toLowerCase(Locale.ROOT);
        boolean inVowels = false;
        for (int i = 0; i < letters.length(); i++) {
            boolean vowel = VOWELS.indexOf(letters.charAt(i)) >= 0;
            boolean silent = vowel && isSilentEnd(letters, i);
            if (vowel && !inVowels && !silent) {
                count++;
            }
            inVowels = vowel;
        }
        return Math.max(1, count);
    }

    /** The e of "charge", but not that of "table". */
    private static boolean isSilentEnd(String letters, int i) {
        return i == letters.length() - 1 && letters.charAt(i) == 'e' && !letters.endsWith("le");
    }
}
