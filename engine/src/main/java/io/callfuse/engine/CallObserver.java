package io.callfuse.engine;

import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.call.CallId;

/**
 * Sees every score, trip and end of a call, for measuring. Told by the call's worker, after whoever acts on it; must not block and
 * must not fail.
 */
public interface CallObserver {
    /** Sees nothing. */
    CallObserver NONE = new CallObserver() {
        @Override
        public void scored(
                CallId call, long atMs, double score, MediaCounters frames, long arrivedNs, long publishedNs) {
            // nobody looks
        }

        @Override
        public void ended(CallId call, AnalysedCall analysed) {
            // nobody looks
        }
    };

    /**
     * A second is full, and its score stands where everybody can read it.
     *
     * @param atMs media time of the call
     * @param score 0-100
     * @param frames what became of the frames so far
     * @param arrivedNs when the frame that completes the second came in, as {@link System#nanoTime} has it
     * @param publishedNs when it was published, as {@link System#nanoTime} has it
     */
    void scored(CallId call, long atMs, double score, MediaCounters frames, long arrivedNs, long publishedNs);

    /** Asterisk has said which channel this call is, by its unique id. */
    default void joined(CallId call, String uniqueId) {
        // nobody looks
    }

    /**
     * The fuse has tripped.
     *
     * @param atMs media time of the call
     * @param route where the caller is to go; empty where no route takes him
     * @param trippedNs when that was decided, as {@link System#nanoTime} has it
     */
    default void tripped(CallId call, long atMs, String route, long trippedNs) {
        // nobody looks
    }

    /** The call is over, and this is what came of it. */
    void ended(CallId call, AnalysedCall analysed);
}
