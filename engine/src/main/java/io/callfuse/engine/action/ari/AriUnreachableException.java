package io.callfuse.engine.action.ari;

/** ARI could not be had. The message is one line for the operator: where, why, what to check. */
public final class AriUnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    AriUnreachableException(String message) {
        super(message);
    }
}
