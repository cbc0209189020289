package io.callfuse.engine.asr;

import java.util.List;

/**
 * What recognition now takes for said: all words from a media time on that were not settled before are replaced by these.
 *
 * @param fromMs media time from which on unsettled words are replaced; words that begin earlier stay
 * @param words in the order of time
 * @param settled whether they and every word before them are final; otherwise a later revision may replace them
 */
public record Revision(long fromMs, List<TimedWord> words, boolean settled) {
    /** Takes a copy of the list. */
    public Revision {
        words = List.copyOf(words);
    }
}
