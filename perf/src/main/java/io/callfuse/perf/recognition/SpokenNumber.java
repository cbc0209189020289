package io.callfuse.perf.recognition;

import java.util.List;

/**
 * Some digits said one after the other.
 *
 * @param speaker who says them
 * @param digits in their order
 */
record SpokenNumber(String speaker, List<Digit> digits) {
    /** A digit, and the media times at which its loud part begins and ends. */
    record Digit(String word, long atMs, long endMs) {}

    /** When the first begins. */
    long atMs() {
        return digits.get(0).atMs();
    }

    /** When the last ends. */
    long endMs() {
        return digits.get(digits.size() - 1).endMs();
    }

    /** What is said. */
    List<String> words() {
        return digits.stream().map(Digit::word).toList();
    }
}
