package io.callfuse.engine;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import java.util.Map;

/** What the journal keeps of words, so that a replay hears them again. Stateless. */
final class JournaledWords {
    private JournaledWords() {}

    /** The words as {@code word@atMs-endMs/confidence}, blanks between them. */
    static Map<String, String> of(Revision revision) {
        StringBuilder words = new StringBuilder();
        for (TimedWord word : revision.words()) {
            words.append(words.isEmpty() ? "" : " ")
                    .append(word.word())
                    .append('@')
                    .append(word.atMs())
                    .append('-')
                    .append(word.endMs())
                    .append('/')
                    .append((float) word.confidence());
        }
        return Map.of(
                "from", Long.toString(revision.fromMs()),
                "settled", Boolean.toString(revision.settled()),
                "words", words.toString());
    }
}
