package io.callfuse.engine.tuning;

/** A track that cannot be read: torn, altered, or of a later version. */
public final class TrackException extends Exception {
    private static final long serialVersionUID = 1;

    TrackException(String message) {
        super(message);
    }

    TrackException(String message, Throwable cause) {
        super(message, cause);
    }
}
