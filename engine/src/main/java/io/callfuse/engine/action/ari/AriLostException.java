package io.callfuse.engine.action.ari;

/** No answer came, and none will. */
final class AriLostException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean sent;

    /** {@code sent}: Asterisk may have done what it was asked. */
    AriLostException(String message, boolean sent) {
        super(message);
        this.sent = sent;
    }

    boolean sent() {
        return sent;
    }
}
