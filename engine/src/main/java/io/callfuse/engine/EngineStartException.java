package io.callfuse.engine;

/** The engine could not start; the message is one line that says why. */
public final class EngineStartException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Carries the reason. */
    public EngineStartException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
