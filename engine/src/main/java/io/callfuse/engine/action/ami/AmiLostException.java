package io.callfuse.engine.action.ami;

/** An action got no answer. Whether Asterisk carried it out is unknown where {@link #sent()}. */
final class AmiLostException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean sent;

    AmiLostException(String message, boolean sent) {
        super(message);
        this.sent = sent;
    }

    /** False if the action certainly never left the engine. */
    boolean sent() {
        return sent;
    }
}
