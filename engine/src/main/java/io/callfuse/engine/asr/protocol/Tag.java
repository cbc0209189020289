package io.callfuse.engine.asr.protocol;

/** The first byte of each message. What follows has a fixed layout for each, big-endian. */
final class Tag {
    /** leg int, frame index long, stamp long, {@code FRAME_SAMPLES} samples of 16 bits. */
    static final int AUDIO = 1;
    /** leg int, stamp long. */
    static final int PAUSE = 2;
    /** leg int. */
    static final int CLOSE = 3;
    /** number long. */
    static final int PING = 4;
    /** on boolean. */
    static final int HURRY = 5;

    /** {@link #PROTOCOL} int, milliseconds that loading took int. */
    static final int READY = 11;
    /** number long, busy milliseconds int. */
    static final int PONG = 12;
    /** leg int, stamp long. */
    static final int DONE = 13;
    /** leg int, settled boolean, from ms long, count short, then for each word: UTF, at ms long, end ms long, confidence float. */
    static final int WORDS = 14;

    /** Raised with every change of a layout: the two ends come from one jar, unless it was replaced under a running engine. */
    static final int PROTOCOL = 1;

    private Tag() {}
}
