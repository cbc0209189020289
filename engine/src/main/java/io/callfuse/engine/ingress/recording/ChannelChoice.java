package io.callfuse.engine.ingress.recording;

/** Which channel of a recording is the caller's. */
public enum ChannelChoice {
    /** Nobody said: good for recordings of one channel only. */
    UNSAID,
    /** The first channel. */
    LEFT,
    /** The second channel, if there are two. */
    RIGHT;

    /** Returns the index of the caller's channel in a recording of one or two; there must have been a choice if there are two. */
    int index(int channels) {
        return channels == 2 && this == RIGHT ? 1 : 0;
    }
}
