package io.callfuse.engine.ingress;

/** The engine does not want a stream; the message says why. */
public final class MediaRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Carries the reason, which is complete without the peer's name: the inlet adds that. */
    public MediaRefusedException(String reason) {
        super(reason);
    }
}
