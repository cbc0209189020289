package io.callfuse.models.digits;

import java.util.List;

/**
 * What somebody says in one go.
 *
 * @param samples as they come out of the line, 8 kHz
 * @param words in the order of time
 */
record DigitUtterance(short[] samples, List<Spoken> words) {
    /**
     * A word.
     *
     * @param word its number
     * @param place where it is loud
     */
    record Spoken(int word, LoudPart place) {}
}
