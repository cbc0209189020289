package io.callfuse.engine.asr.protocol;

/** What the recognition process is told. */
public interface FeedListener {
    /**
     * 20 ms of a leg's speech; the first of a leg that was not heard of opens it. Frames follow each other, a pause between
     * them shows in the index.
     *
     * @param index place of the frame on the leg's clock
     * @param stamp comes back when the frame has been recognised
     * @param samples 8 kHz; the listener's to keep
     */
    void audio(int leg, long index, long stamp, short[] samples);

    /** The caller has stopped speaking: what was said is to be settled. */
    void pause(int leg, long stamp);

    /** The leg is over, or its recogniser is wanted for another: its recogniser goes. */
    void close(int leg);

    /** Recognition comes late, or no longer: while it does, partial words are not worth their cost. */
    void hurry(boolean on);

    /** To be answered at once. */
    void ping(long number);
}
