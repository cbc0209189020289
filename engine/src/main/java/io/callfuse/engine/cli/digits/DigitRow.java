package io.callfuse.engine.cli.digits;

import io.callfuse.engine.asr.TimedWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A digit that was said, that was heard, or mostly both. Immutable.
 *
 * @param said empty where something was heard and nothing said
 * @param heard empty where what was said was not heard
 */
record DigitRow(Optional<TimedWord> said, Optional<TimedWord> heard) {
    /** What is heard of a digit overlaps with it, or lies so near. */
    private static final long NEAR_MS = 100;

    /** Puts beside each digit what was heard of it, both in the order of time. */
    static List<DigitRow> align(List<TimedWord> said, List<TimedWord> heard) {
        List<DigitRow> rows = new ArrayList<>();
        int next = 0;
        for (TimedWord digit : said) {
            while (next < heard.size() && heard.get(next).endMs() < digit.atMs() - NEAR_MS) {
                rows.add(new DigitRow(Optional.empty(), Optional.of(heard.get(next++))));
            }
            boolean found = next < heard.size() && heard.get(next).atMs() <= digit.endMs() + NEAR_MS;
            rows.add(new DigitRow(Optional.of(digit), found ? Optional.of(heard.get(next++)) : Optional.empty()));
        }
        while (next < heard.size()) {
            rows.add(new DigitRow(Optional.empty(), Optional.of(heard.get(next++))));
        }
        return rows;
    }

    /** Whether what was heard is what was said. */
    boolean isRight() {
        return said.map(TimedWord::word).equals(heard.map(TimedWord::word));
    }
}
