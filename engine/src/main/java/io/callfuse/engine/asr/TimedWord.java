package io.callfuse.engine.asr;

/**
 * A word that the caller said.
 *
 * @param atMs media time at which it begins
 * @param endMs media time at which it ends
 * @param word as it was recognised
 * @param confidence that it was this word, 0-1
 */
public record TimedWord(long atMs, long endMs, String word, double confidence) {
    /** Rejects a word without text, a time that runs backwards, and a confidence that is none. */
    public TimedWord {
        if (word.isBlank()) {
            throw new IllegalArgumentException("a word without text");
        }
        if (atMs < 0 || endMs < atMs) {
            throw new IllegalArgumentException("a word from " + atMs + " ms to " + endMs + " ms");
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence " + confidence + " is not in 0-1");
        }
    }
}
