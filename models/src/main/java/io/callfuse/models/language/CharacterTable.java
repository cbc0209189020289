package io.callfuse.models.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the Chinese character file knows: the simplified form of a character and its syllable in pinyin without the tone, both as
 * the Unicode Character Database (Unihan: kSimplifiedVariant, kMandarin) has them. Immutable once it is read.
 */
final class CharacterTable {
    private final Map<Character, String> tokenOf = new HashMap<>();
    private final Map<String, String> soundOf = new HashMap<>();
    private final Map<String, String> neverHeardAsAnother = new HashMap<>();

    /** Line of the section {@code traditional}: pairs of characters, the form read as the other. */
    void addSimplified(SourceLine line) throws LanguageFileException {
        for (String pair : line.text().split("\\s+")) {
            if (pair.length() != 2) {
                throw line.fault("'" + pair + "' is not a pair of characters");
            }
            tokenOf.put(pair.charAt(0), pair.substring(1));
        }
    }

    /** Line of the section {@code sounds}: a syllable and all characters that sound so. */
    void addSounds(SourceLine line) throws LanguageFileException {
        String[] parts = line.text().split("\\s+");
        if (parts.length != 2 || !parts[0].matches("[a-z]+")) {
            throw line.fault("a line of sounds is a syllable, a blank, and the characters that sound so");
        }
        String sound = asOftenHeard(parts[0]);
        for (String character : characters(parts[1])) {
            soundOf.put(character, sound);
        }
    }

    /** Line of the section {@code common}: characters so frequent that none is taken for another of the same sound. */
    void addCommon(SourceLine line) {
        for (String character : characters(line.text())) {
            neverHeardAsAnother.put(character, character);
        }
    }

    /** Many speakers, and so recognition, do not tell zh from z, ch from c, sh from s, ing from in, and eng from en. */
    private static String asOftenHeard(String syllable) {
        return syllable.replaceFirst("^([zcs])h", "$1").replaceFirst("(in|en)g$", "$1");
    }

    String token(char character) {
        String simplified = tokenOf.get(character);
        return simplified != null ? simplified : String.valueOf(character);
    }

    /** The syllable of a character; null where it has none or must be itself. */
    String sound(String token) {
        return neverHeardAsAnother.containsKey(token) ? null : soundOf.get(token);
    }

    private static List<String> characters(String text) {
        List<String> characters = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                characters.add(text.substring(i, i + 1));
            }
        }
        return characters;
    }
}
