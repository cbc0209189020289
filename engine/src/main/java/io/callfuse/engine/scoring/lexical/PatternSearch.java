package io.callfuse.engine.scoring.lexical;

import io.callfuse.models.language.LanguageModel;
import io.callfuse.models.language.PatternCode;
import io.callfuse.models.language.Vocabulary;

/**
 * Runs patterns back from a token of the window. A pattern may take a token for one of the same sound, if enough of the rest
 * stands as it is written. Allocates nothing; for one thread.
 */
final class PatternSearch {
    private final PatternCode code;
    private final TokenWindow window;
    private final byte longestBreak;
    private int soundsAllowed;
    private long first;
    private int tokens;
    private int soundsUsed;
    private int joinsUsed;

    /**
     * Searches a window.
     *
     * @param longestBreak the break that no two tokens next to each other may have between them
     */
    PatternSearch(PatternCode code, TokenWindow window, byte longestBreak) {
        this.code = code;
        this.window = window;
        this.longestBreak = longestBreak;
    }

    /** Whether a pattern ends with a token, as it is written. */
    boolean finds(int entry, long last) {
        soundsAllowed = 0;
        joinsUsed = 0;
        return run(entry, last, 0, 0, false);
    }

    /** Whether a pattern ends with a token, of which up to half of the tokens only sound so. */
    boolean findsBySound(int entry, long last) {
        soundsAllowed = TokenWindow.CAPACITY;
        joinsUsed = 0;
        return run(entry, last, 0, 0, false);
    }

    /** Where the pattern that was found begins. */
    long first() {
        return first;
    }

    /** How many tokens the pattern that was found names. */
    int tokens() {
        return tokens;
    }

    /** How many of them only sound so. */
    int soundsUsed() {
        return soundsUsed;
    }

    /** Whether a word of it is taken together from two that recognition cut it into. */
    boolean isJoined() {
        return joinsUsed > 0;
    }

    private boolean run(int entry, long start, int named, int bySound, boolean adjoining) {
        int address = entry;
        long position = start;
        int count = named;
        int sounds = bySound;
        boolean joined = adjoining;
        while (true) {
            int argument = code.argument(address);
            switch (code.operation(address)) {
                case PatternCode.TOKEN -> {
                    if (position < window.oldest() || joined && tornAfter(position)) {
                        return false;
                    }
                    if (!code.has(argument, window.id(position))) {
                        if (window.joinedId(position) != Vocabulary.UNKNOWN
                                && code.has(argument, window.joinedId(position))) {
                            return joined(address + 2, position - 2, count + 1, sounds);
                        }
                        if (sounds >= soundsAllowed || !code.hasSound(argument, window.sound(position))) {
                            return false;
                        }
                        sounds++;
                    }
                    count++;
                    position--;
                    joined = true;
                }
                case PatternCode.FORK -> {
                    if (run(address + 2, position, count, sounds, joined)) {
                        return true;
                    }
                    address = argument - 2;
                }
                case PatternCode.JUMP -> address = argument - 2;
                case PatternCode.GAP -> {
                    return gap(address + 2, position, argument, count, sounds);
                }
                case PatternCode.START -> {
                    if (!window.beginsPart(position + 1)) {
                        return false;
                    }
                }
                default -> {
                    return found(position + 1, count, sounds);
                }
            }
            address += 2;
        }
    }

    private boolean joined(int address, long position, int count, int sounds) {
        boolean found = run(address, position, count, sounds, true);
        joinsUsed += found ? 1 : 0;
        return found;
    }

    /** Words that follow each other in a pattern do so in a sentence, and the characters of a word without a comma. */
    private boolean tornAfter(long position) {
        return window.breakBefore(position + 1) >= longestBreak;
    }

    private boolean gap(int address, long from, int maxTokens, int count, int sounds) {
        long position = from;
        for (int left = 0; left <= maxTokens; left++) {
            if (window.breakBefore(position + 1) == TokenWindow.HARD_BREAK) {
                return false;
            }
            if (run(address, position, count, sounds, false)) {
                return true;
            }
            position--;
            if (position < window.oldest()) {
                return false;
            }
        }
        return false;
    }

    private boolean found(long begin, int count, int sounds) {
        if (sounds > 0 && (count < LanguageModel.MIN_TOKENS_BY_SOUND || sounds * 2 > count)) {
            return false;
        }
        first = begin;
        tokens = count;
        soundsUsed = sounds;
        return true;
    }
}
