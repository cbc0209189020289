package io.callfuse.engine;

import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.TimedWord;
import java.util.List;

/**
 * Brings the words of a written transcript to a pipeline as recognition would have brought them: each a little after it was said.
 * For the pipeline's thread.
 */
final class WordsFromTranscript {
    /** Recognition tells a word about so much after its end. */
    private static final long DELAY_MS = 300;

    private final List<TimedWord> words;
    private int next;

    /** @param words in the order of time */
    WordsFromTranscript(List<TimedWord> words) {
        this.words = words;
    }

    /** Brings the words that are known by now. */
    void bring(CallPipeline pipeline) {
        while (next < words.size() && words.get(next).endMs() + DELAY_MS <= pipeline.nowMs()) {
            bringNext(pipeline);
        }
    }

    /** The call is over: brings the rest. */
    void bringRest(CallPipeline pipeline) {
        while (next < words.size()) {
            bringNext(pipeline);
        }
    }

    private void bringNext(CallPipeline pipeline) {
        TimedWord word = words.get(next++);
        pipeline.hearWords(new Revision(word.atMs(), List.of(word), true));
    }
}
