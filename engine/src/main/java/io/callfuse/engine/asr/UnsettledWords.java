package io.callfuse.engine.asr;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of an utterance that is not over: what the revisions so far make of them. Never longer than one utterance. For
 * one thread.
 */
public final class UnsettledWords {
    private final List<TimedWord> words = new ArrayList<>();

    /** Takes the next revision, and returns the words that it settles: none where it settles nothing. */
    public List<TimedWord> apply(Revision revision) {
        words.removeIf(word -> word.atMs() >= revision.fromMs());
        words.addAll(revision.words());
        if (!revision.settled()) {
            return List.of();
        }
        List<TimedWord> settled = List.copyOf(words);
        words.clear();
        return settled;
    }

    /** The words as they stand now, a copy. */
    public List<TimedWord> words() {
        return List.copyOf(words);
    }
}
