package io.callfuse.engine.ingress.recording;

import java.nio.file.Path;

/** A recording cannot be read; the message is one line that names the file and says why. */
public final class RecordingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says why this file cannot be read: a predicate such as {@code "is empty"}. */
    RecordingException(Path file, String reason) {
        super(file + " " + reason);
    }

    /** As above, because of another failure. */
    RecordingException(Path file, String reason, Throwable cause) {
        super(file + " " + reason, cause);
    }
}
