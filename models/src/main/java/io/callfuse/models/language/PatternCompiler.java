package io.callfuse.models.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns patterns into {@link PatternCode}. For one thread, while a language is read. */
final class PatternCompiler {
    private final Vocabulary vocabulary;
    private final List<BitSet> sets = new ArrayList<>();
    private final Map<BitSet, Integer> numberOfSet = new HashMap<>();
    private int[] code = new int[1024];
    private int length;

    PatternCompiler(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Adds a pattern and says at which address it begins; refuses one that is no pattern. */
    int add(PatternPart pattern, String text, SourceLine line) throws LanguageFileException {
        int entry = length;
        emit(pattern);
        emit(PatternCode.FOUND, 0);
        BitSet last = new BitSet();
        if (!endsWith(entry, last)) {
            throw line.fault("the pattern '" + text + "' needs a word at its end");
        }
        return entry;
    }

    /**
     * Collects the tokens that a pattern can end with.
     *
     * @return false where it can end with no token at all
     */
    boolean endsWith(int address, BitSet tokens) {
        switch (code[address]) {
            case PatternCode.TOKEN -> {
                tokens.or(sets.get(code[address + 1]));
                return true;
            }
            case PatternCode.FORK -> {
                return endsWith(address + 2, tokens) & endsWith(code[address + 1], tokens);
            }
            case PatternCode.JUMP -> {
                return endsWith(code[address + 1], tokens);
            }
            default -> {
                return false;
            }
        }
    }

    /**
     * Collects the tokens that can stand before a pattern's last one.
     *
     * @return false where any can
     */
    boolean precedesLast(int address, boolean lastIsPast, BitSet tokens) {
        switch (code[address]) {
            case PatternCode.TOKEN -> {
                if (!lastIsPast) {
                    return precedesLast(address + 2, true, tokens);
                }
                tokens.or(sets.get(code[address + 1]));
                return true;
            }
            case PatternCode.FORK -> {
                return precedesLast(address + 2, lastIsPast, tokens)
                        && precedesLast(code[address + 1], lastIsPast, tokens);
            }
            case PatternCode.JUMP -> {
                return precedesLast(code[address + 1], lastIsPast, tokens);
            }
            default -> {
                return false;
            }
        }
    }

    /** How many tokens a pattern names at most; what lies in gaps does not count. */
    int longest(int address) {
        return switch (code[address]) {
            case PatternCode.TOKEN -> 1 + longest(address + 2);
            case PatternCode.FORK -> Math.max(longest(address + 2), longest(code[address + 1]));
            case PatternCode.JUMP -> longest(code[address + 1]);
            case PatternCode.FOUND -> 0;
            default -> longest(address + 2);
        };
    }

    PatternCode compiled() {
        BitSet[] sounds = new BitSet[sets.size()];
        for (int s = 0; s < sounds.length; s++) {
            sounds[s] = new BitSet();
            for (int token = sets.get(s).nextSetBit(0);
                    token >= 0;
                    token = sets.get(s).nextSetBit(token + 1)) {
                if (vocabulary.soundOf(token) != 0) {
                    sounds[s].set(vocabulary.soundOf(token));
                }
            }
        }
        return new PatternCode(Arrays.copyOf(code, length), sets.toArray(BitSet[]::new), sounds);
    }

    private void emit(PatternPart part) {
        if (part instanceof PatternPart.Word word) {
            emit(PatternCode.TOKEN, set(word.forms()));
        } else if (part instanceof PatternPart.Sequence sequence) {
            for (int i = sequence.parts().size() - 1; i >= 0; i--) {
                emit(sequence.parts().get(i));
            }
        } else if (part instanceof PatternPart.Choice choice) {
            choice(choice.parts());
        } else if (part instanceof PatternPart.Optional optional) {
            int fork = emit(PatternCode.FORK, 0);
            emit(optional.part());
            code[fork + 1] = length;
        } else if (part instanceof PatternPart.Gap gap) {
            emit(PatternCode.GAP, gap.maxTokens());
        } else {
            emit(PatternCode.START, 0);
        }
    }

    private void choice(List<PatternPart> parts) {
        List<Integer> jumps = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            boolean last = i == parts.size() - 1;
            int fork = last ? -1 : emit(PatternCode.FORK, 0);
            emit(parts.get(i));
            if (!last) {
                jumps.add(emit(PatternCode.JUMP, 0));
                code[fork + 1] = length;
            }
        }
        jumps.forEach(jump -> code[jump + 1] = length);
    }

    private int emit(int operation, int argument) {
        if (length + 2 > code.length) {
            code = Arrays.copyOf(code, code.length * 2);
        }
        code[length] = operation;
        code[length + 1] = argument;
        length += 2;
        return length - 2;
    }

    private int set(Set<String> forms) {
        BitSet members = new BitSet();
        for (String form : forms) {
            members.set(vocabulary.add(form));
        }
        return numberOfSet.computeIfAbsent(members, none -> {
            sets.add(members);
            return sets.size() - 1;
        });
    }
}
