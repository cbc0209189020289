package io.callfuse.models.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tokens that patterns are made of, numbered, and what sounds like them. Immutable once the language is read; any thread may
 * then look up.
 */
public final class Vocabulary {
    /** A token that stands in no pattern. */
    public static final int UNKNOWN = 0;

    /** Shorter English words sound like too many others, letters. */
    private static final int MIN_SOUND_LETTERS = 6;

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Integer> idOfSound = new HashMap<>();
    private final Set<String> common = new HashSet<>();
    private final List<Integer> sounds = new ArrayList<>();
    private final CharacterTable characters;
    private final Map<String, Integer> syllables = new HashMap<>();

    Vocabulary(CharacterTable characters) {
        this.characters = characters;
        tokens.add("");
        sounds.add(0);
        add(Tokenizer.NUMBER);
    }

    /** The number of a token, made where there is none yet. */
    int add(String token) {
        Integer known = ids.get(token);
        if (known != null) {
            return known;
        }
        int id = tokens.size();
        ids.put(token, id);
        tokens.add(token);
        String syllable = characters.sound(token);
        sounds.add(syllable == null ? 0 : syllableId(syllable));
        if (token.length() >= MIN_SOUND_LETTERS && EnglishSound.canBeHeard(token)) {
            idOfSound.merge(EnglishSound.key(token), id, this::oneOf);
        }
        return id;
    }

    /** Forms of one word may share a sound; of two words that do, neither is heard. */
    private Integer oneOf(Integer one, Integer other) {
        if (one == UNKNOWN) {
            return UNKNOWN;
        }
        String begin = tokens.get(one).substring(0, MIN_SOUND_LETTERS - 1);
        return tokens.get(other).startsWith(begin) ? one : Integer.valueOf(UNKNOWN);
    }

    private int syllableId(String syllable) {
        return syllables.computeIfAbsent(syllable, none -> syllables.size() + 1);
    }

    /** Words that are never taken for another that sounds alike. */
    void addCommon(List<String> words) {
        common.addAll(words);
    }

    /** How many tokens there are, {@link #UNKNOWN} included. */
    public int size() {
        return tokens.size();
    }

    /** How many syllables there are, that of no sound included. */
    int soundCount() {
        return syllables.size() + 1;
    }

    /** The number of a token; of a number that stands in no pattern, that of numbers; else {@link #UNKNOWN}. */
    public int id(String token) {
        Integer id = ids.get(token);
        if (id != null) {
            return id;
        }
        return Character.isDigit(token.charAt(0)) ? ids.get(Tokenizer.NUMBER) : UNKNOWN;
    }

    /** The number of the one English token that an unknown one sounds like; {@link #UNKNOWN} where there is none. */
    public int soundingLike(String token) {
        if (token.length() < MIN_SOUND_LETTERS - 1 || common.contains(token) || !EnglishSound.canBeHeard(token)) {
            return UNKNOWN;
        }
        return idOfSound.getOrDefault(EnglishSound.key(token), UNKNOWN);
    }

    /** The number of the English token that recognition may have cut in two; {@link #UNKNOWN} where there is none. */
    public int cutInTwo(String first, String second) {
        if (first.length() + second.length() < MIN_SOUND_LETTERS) {
            return UNKNOWN;
        }
        String joined = first + second;
        return common.contains(joined) ? UNKNOWN : ids.getOrDefault(joined, UNKNOWN);
    }

    /** The syllable of a Chinese token, whether or not it stands in a pattern; 0 where it has none or must be itself. */
    public int sound(String token, int id) {
        if (id != UNKNOWN) {
            return sounds.get(id);
        }
        String syllable = characters.sound(token);
        return syllable == null ? 0 : syllables.getOrDefault(syllable, 0);
    }

    int soundOf(int id) {
        return sounds.get(id);
    }
}
