package io.callfuse.engine.asr.child;

import java.util.List;

/** Turns the speech of one leg into words. Times count from the first sample it ever got. For one thread. */
interface Recogniser extends AutoCloseable {

    /** A word at seconds after the recogniser's first sample. */
    record Heard(String word, double startS, double endS, double confidence) {}

    /**
     * Takes the next samples at the model's rate.
     *
     * @return whether an utterance has ended
     */
    boolean accept(short[] samples, int length);

    /** The words of the utterance so far; a later call may change them. */
    List<Heard> partial();

    /** The words of the utterance that has ended. */
    List<Heard> result();

    /** Recognises what is still on its way, and returns the words since the last result. More audio may follow. */
    List<Heard> finish();

    @Override
    void close();
}
