package io.callfuse.models.language;

import java.util.BitSet;

/**
 * All patterns of a language as one program that runs from a pattern's last token back to its first, in the manner of the
 * backtracking machine of Thompson (1968): an operation and its argument in turn. Immutable; any thread may read it.
 */
public final class PatternCode {
    /** The argument is a set of tokens, and the token at this place must be in it. */
    public static final int TOKEN = 0;
    /** Goes on behind it, and if that fails at the address that is the argument. */
    public static final int FORK = 1;
    /** Goes on at the address that is the argument. */
    public static final int JUMP = 2;
    /** Leaves out as many tokens as the argument says, or fewer. */
    public static final int GAP = 3;
    /** A part of a sentence must begin here. */
    public static final int START = 4;
    /** The pattern is found. */
    public static final int FOUND = 5;

    private final int[] code;
    private final BitSet[] members;
    private final BitSet[] sounds;

    PatternCode(int[] code, BitSet[] members, BitSet[] sounds) {
        this.code = code;
        this.members = members;
        this.sounds = sounds;
    }

    /** The operation at an address. */
    public int operation(int address) {
        return code[address];
    }

    /** The argument of the operation at an address. */
    public int argument(int address) {
        return code[address + 1];
    }

    /** Whether a set has a token. */
    public boolean has(int set, int token) {
        return members[set].get(token);
    }

    /** Whether a set has a token that sounds so; never for sound 0. */
    public boolean hasSound(int set, int sound) {
        return sound != 0 && sounds[set].get(sound);
    }

    BitSet members(int set) {
        return members[set];
    }

    BitSet sounds(int set) {
        return sounds[set];
    }
}
