package io.callfuse.engine.action.ami;

/** Asterisk answered an action with an error: it was not carried out, or not wholly. */
final class AmiRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    AmiRefusedException(String message) {
        super(message);
    }
}
