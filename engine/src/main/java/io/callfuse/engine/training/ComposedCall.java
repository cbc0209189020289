package io.callfuse.engine.training;

/**
 * A call put together from one speaker's clips.
 *
 * @param samples what the line delivered, 8 kHz
 * @param classOfFrame index in {@link Corpora#CLASSES} of what is spoken in each media frame, {@link #NOBODY} where the caller
 *     is silent
 * @param onsetMs where the last segment begins
 */
record ComposedCall(short[] samples, byte[] classOfFrame, int onsetMs) {
    /** Marks a frame in which the caller is silent. */
    static final byte NOBODY = -1;
}
