package io.callfuse.engine.asr.protocol;

import io.callfuse.engine.asr.Revision;

/** What the recognition process tells the engine. */
public interface AnswerListener {
    /** The model is loaded. */
    void ready(int loadedInMs);

    /**
     * Answers a ping.
     *
     * @param busyMs for how long the recogniser that is longest at work on one piece of audio has been at it
     */
    void pong(long number, int busyMs);

    /** A frame or pause has been recognised; the words in it were told before. */
    void done(int leg, long stamp);

    /** What was said on a leg. */
    void words(int leg, Revision revision);
}
