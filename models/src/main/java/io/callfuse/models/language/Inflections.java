package io.callfuse.models.language;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The forms of an English word: the endings -s, -ed and -ing by the rules of spelling, both with the last consonant doubled and
 * without, and the irregular forms that the files list. Some forms are no words; nobody says those. Not for several threads
 * while the files are read.
 */
final class Inflections {
    private static final String VOWELS = "aeiou";

    private final Map<String, Set<String>> irregular = new HashMap<>();

    /** Line of the section {@code forms}: all forms of a word, the plain one first. */
    void addIrregular(List<String> forms) {
        irregular.computeIfAbsent(forms.get(0), plain -> new LinkedHashSet<>()).addAll(forms);
    }

    /** All forms of a word, itself first. */
    Set<String> of(String word) {
        Set<String> listed = irregular.get(word);
        if (listed != null) {
            return listed;
        }
        Set<String> forms = new LinkedHashSet<>();
        forms.add(word);
        int last = word.length() - 1;
        if (last < 1) {
            return forms;
        }
        if (word.endsWith("e")) {
            forms.add(word + "s");
            forms.add(word + "d");
            forms.add(word.substring(0, last) + "ing");
        } else if (word.endsWith("y") && isConsonant(word, last - 1)) {
            forms.add(word.substring(0, last) + "ies");
            forms.add(word.substring(0, last) + "ied");
            forms.add(word + "ing");
        } else {
            forms.add(word + (hisses(word) ? "es" : "s"));
            forms.add(word + "ed");
            forms.add(word + "ing");
            if (isConsonant(word, last) && !isConsonant(word, last - 1) && "wxy".indexOf(word.charAt(last)) < 0) {
                forms.add(word + word.charAt(last) + "ed");
                forms.add(word + word.charAt(last) + "ing");
            }
        }
        return forms;
    }

    private static boolean hisses(String word) {
        return word.endsWith("s")
                || word.endsWith("x")
                || word.endsWith("z")
                || word.endsWith("ch")
                || word.endsWith("sh");
    }

    private static boolean isConsonant(String word, int at) {
        return VOWELS.indexOf(word.charAt(at)) < 0;
    }
}
