package io.callfuse.engine;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings the words of a written transcript as recognition would have brought them: each a little after it was said. One thread.
 */
final class WordsFromTranscript {
    /** Recognition tells a word about so much after its end. */
    private static final long DELAY_MS = 300;

    private final List<TimedWord> words;
    private final Consumer<Revision> hears;
    private int next;

    /**
     * Begins at the first word.
     *
     * @param words in the order of time
     * @param hears told each word
     */
    WordsFromTranscript(List<TimedWord> words, Consumer<Revision> hears) {
        this.words = words;
        this.hears = hears;
    }

    /** Brings the words that are known by now. */
    void bring(long nowMs) {
        while (next < words.size() && words.get(next).endMs() + DELAY_MS <= nowMs) {
            bringNext();
        }
    }

    /** The call is over: brings the rest. */
    void bringRest() {
        while (next < words.size()) {
            bringNext();
        }
    }

    private void bringNext() {
        TimedWord word = words.get(next++);
        hears.accept(new Revision(word.atMs(), List.of(word), true));
    }
}
