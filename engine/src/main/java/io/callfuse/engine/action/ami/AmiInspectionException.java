package io.callfuse.engine.action.ami;

/** Asterisk did not answer a question of a check, or refused it; the message is one line. */
public final class AmiInspectionException extends Exception {
    private static final long serialVersionUID = 1L;

    AmiInspectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
