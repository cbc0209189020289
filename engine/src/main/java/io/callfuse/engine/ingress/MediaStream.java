package io.callfuse.engine.ingress;

/** The far end of a stream of media, as far as the engine may act on it. Thread-safe. */
public interface MediaStream {
    /** Ends the stream in an orderly way, so that a dialplan that waits in it goes on; returns at once. */
    void finish();
}
