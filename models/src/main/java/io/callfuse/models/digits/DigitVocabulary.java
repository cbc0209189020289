package io.callfuse.models.digits;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The words of the recogniser and what they consist of. A word is a chain of states of 30 ms at least; each state is a "phone" of
 * its own with one output of the network, so that Kaldi's word aligner can tell where words begin and end. Silence is output 0
 * and phone 1. No state.
 */
final class DigitVocabulary {
    /** Words by their number; the last stands for all that is no digit. */
    static final List<String> WORDS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "[unk]");

    /** The number of the word that is no digit. */
    static final int UNKNOWN = 10;

    /** The output of silence. */
    static final int SILENCE = 0;

    /** About as many as a digit has sounds; what is no digit has four, all of them alike. */
    private static final List<Integer> STATES = List.of(4, 4, 3, 4, 4, 4, 4, 5, 3, 4, 4);

    private static final List<Phone> PHONES = new ArrayList<>();
    private static final List<List<Integer>> WORD_PHONES = new ArrayList<>();
    private static final int OUTPUTS;

    static {
        PHONES.add(new Phone("nonword", SILENCE));
        int output = SILENCE;
        for (int word = 0; word < UNKNOWN; word++) {
            List<Integer> phones = new ArrayList<>();
            for (int i = 0; i < STATES.get(word); i++) {
                PHONES.add(new Phone(place(i, STATES.get(word)), ++output));
                phones.add(PHONES.size());
            }
            WORD_PHONES.add(List.copyOf(phones));
        }
        output++;
        int begin = PHONES.size() + 1;
        for (String place : List.of("begin", "internal", "end")) {
            PHONES.add(new Phone(place, output));
        }
        List<Integer> unknown = new ArrayList<>(Collections.nCopies(STATES.get(UNKNOWN), begin + 1));
        unknown.set(0, begin);
        unknown.set(unknown.size() - 1, begin + 2);
        WORD_PHONES.add(List.copyOf(unknown));
        OUTPUTS = output + 1;
    }

    private DigitVocabulary() {}

    private static String place(int state, int states) {
        if (state == 0) {
            return "begin";
        }
        return state == states - 1 ? "end" : "internal";
    }

    /** The phones in the order of their numbers, which begin with 1. */
    static List<Phone> phones() {
        return Collections.unmodifiableList(PHONES);
    }

    /** The numbers of a word's phones, in their order. */
    static List<Integer> phonesOf(int word) {
        return WORD_PHONES.get(word);
    }

    /** The output of one of a word's states. */
    static int output(int word, int state) {
        return PHONES.get(WORD_PHONES.get(word).get(state) - 1).output();
    }

    /** How many outputs the network has. */
    static int outputs() {
        return OUTPUTS;
    }

    /**
     * A state under the name that Kaldi has for it.
     *
     * @param place in a word: begin, internal, end, or nonword
     * @param output of the network
     */
    record Phone(String place, int output) {}
}
