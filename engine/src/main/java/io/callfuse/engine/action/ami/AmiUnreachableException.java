package io.callfuse.engine.action.ami;

/** No session with Asterisk could be had. The message is one line for the operator: where, why, what to check. */
public final class AmiUnreachableException extends Exception {
    private static final long serialVersionUID = 1L;

    AmiUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
