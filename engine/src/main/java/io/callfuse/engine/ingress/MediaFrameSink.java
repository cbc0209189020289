package io.callfuse.engine.ingress;

/**
 * Where an inlet puts what it hears of one leg, live or recorded. All calls come from one thread, the inlet's event loop
 * (or the reader of a recording); none of them blocks.
 */
public interface MediaFrameSink {

    /**
     * Takes 20 ms of audio; the samples are copied before this returns.
     *
     * @param samples signed linear samples at 8 kHz
     * @param offset index of the first of {@link io.callfuse.engine.call.MediaTime#FRAME_SAMPLES} samples
     * @param arrivalNs when they arrived, on the clock of {@link System#nanoTime()}
     */
    void audio(short[] samples, int offset, long arrivalNs);

    /** Says that for 20 ms nothing came. */
    void gap(long insertedAtNs);

    /** Takes a key the caller pressed: one of {@code 0-9 * # A-D}. */
    void digit(char digit);

    /**
     * How far the clock of the leg has come, in frames; it may insert gap frames by itself, which an inlet that knows of the gap
     * need not tell it again. -1 if only the inlet moves the clock.
     */
    default long clockFrames() {
        return -1;
    }

    /** Says that no more comes; called once, the last call. */
    void end(EndOfMedia reason);
}
