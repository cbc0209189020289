package io.callfuse.engine.ingress;

/** Admits streams of media to calls. Called on an inlet's event loop; never blocks. */
public interface MediaSessions {
    /**
     * Opens a leg for the offered stream, or joins the stream to the call it names.
     *
     * @return where the inlet puts the frames
     * @throws MediaRefusedException if the stream is not wanted; the inlet then closes it and says why
     */
    MediaFrameSink open(MediaOffer offer) throws MediaRefusedException;
}
