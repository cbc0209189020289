package io.callfuse.models.digits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which digits may follow which: any, with or without silence between. Kaldi's form of it: an arc takes a transition id (2p - 1
 * stays in phone p, 2p leaves it) and gives a word; the arc that enters a state carries the id that leaves it, and the loop
 * comes behind, as Vosk's word aligner takes for granted. Written as OpenFst's binary file of type "vector". For one thread.
 */
final class DecodingGraph {
    /** What a digit costs, against digits that nobody said; hardly matters from 0.5 to 2. */
    private static final double DIGIT_COST = 1 + StrictMath.log(10);

    /** What it costs that something is no digit. */
    private static final double UNKNOWN_COST = 4;

    private static final double SILENCE_SHARE = 0.5;
    private static final int NOTHING = 0;
    private static final int SILENCE_PHONE = 1;
    /** After a word and at the start; silence may follow. */
    private static final int BETWEEN = 0;
    /** A word must follow. */
    private static final int BEFORE_WORD = 1;

    private static final int MAGIC = 2125659606;
    private static final int VERSION = 2;
    /** Expanded and mutable, the least that OpenFst wants of such a file. */
    private static final long PROPERTIES = 3;

    private static final int HEADER_BYTES = 100;
    private static final int STATE_BYTES = 12;
    private static final int ARC_BYTES = 16;

    private final double[] stays;
    private final List<List<Arc>> states = new ArrayList<>();

    /** @param stays how likely each output stays for another 30 ms */
    DecodingGraph(double[] stays) {
        this.stays = stays.clone();
        newState();
        newState();
        add(BETWEEN, BEFORE_WORD, NOTHING, NOTHING, cost(1 - SILENCE_SHARE));
        int silent = newState();
        add(BETWEEN, silent, 2 * SILENCE_PHONE, NOTHING, cost(SILENCE_SHARE));
        add(silent, silent, 2 * SILENCE_PHONE - 1, NOTHING, cost(stay(SILENCE_PHONE)));
        add(silent, BEFORE_WORD, NOTHING, NOTHING, cost(1 - stay(SILENCE_PHONE)));
        for (int word = 0; word < DigitVocabulary.WORDS.size(); word++) {
            add(word);
        }
        states.forEach(arcs -> arcs.sort(Comparator.comparingInt(Arc::input).thenComparingInt(Arc::output)));
    }

    private void add(int word) {
        int at = BEFORE_WORD;
        double wordCost = word == DigitVocabulary.UNKNOWN ? UNKNOWN_COST : DIGIT_COST;
        for (int phone : DigitVocabulary.phonesOf(word)) {
            int next = newState();
            boolean first = at == BEFORE_WORD;
            add(at, next, 2 * phone, first ? word + 1 : NOTHING, (first ? wordCost : 0) + cost(1 - stay(phone)));
            add(next, next, 2 * phone - 1, NOTHING, cost(stay(phone)));
            at = next;
        }
        add(at, BETWEEN, NOTHING, NOTHING, 0);
    }

    private int newState() {
        states.add(new ArrayList<>());
        return states.size() - 1;
    }

    private void add(int from, int to, int input, int output, double cost) {
        states.get(from).add(new Arc(input, output, (float) cost, to));
    }

    private double stay(int phone) {
        return stays[DigitVocabulary.phones().get(phone - 1).output()];
    }

    private static double cost(double probability) {
        return -StrictMath.log(probability);
    }

    /** Writes the file. Both states between words are final, or else Vosk would never find that somebody has ended. */
    void write(Path file) throws IOException {
        int arcs = states.stream().mapToInt(List::size).sum();
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + STATE_BYTES * states.size() + ARC_BYTES * arcs)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(MAGIC);
        put(bytes, "vector");
        put(bytes, "standard");
        bytes.putInt(VERSION).putInt(0).putLong(PROPERTIES);
        bytes.putLong(BETWEEN).putLong(states.size()).putLong(arcs);
        for (int state = 0; state < states.size(); state++) {
            bytes.putFloat(state <= BEFORE_WORD ? 0 : Float.POSITIVE_INFINITY);
            bytes.putLong(states.get(state).size());
            for (Arc arc : states.get(state)) {
                bytes.putInt(arc.input).putInt(arc.output).putFloat(arc.cost).putInt(arc.to);
            }
        }
        byte[] written = new byte[bytes.position()];
        bytes.flip().get(written);
        Files.write(file, written);
    }

    private static void put(ByteBuffer bytes, String text) {
        byte[] letters = text.getBytes(StandardCharsets.US_ASCII);
        bytes.putInt(letters.length).put(letters);
    }

    /**
     * From one state to another.
     *
     * @param input transition id, or 0 for none
     * @param output number of the word and 1, or 0 for none
     * @param cost negative natural logarithm of a probability
     * @param to where it leads
     */
    private record Arc(int input, int output, float cost, int to) {}
}
