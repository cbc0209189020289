package io.callfuse.models.language;

import java.util.List;

/**
 * A row of the map from what was said to what is needed to what may be offered. Immutable.
 *
 * @param said what must have been heard, as the file has it
 * @param labels all of these labels, as a set of bits; 0 where a phrase of its own decides
 * @param need what the caller needs
 * @param offers what may be offered, the best first
 */
public record Need(String said, long labels, String need, List<String> offers) {
    /** Keeps the offers as they are. */
    public Need {
        offers = List.copyOf(offers);
    }
}
