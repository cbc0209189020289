package io.callfuse.engine.asr;

import java.nio.file.Path;

/** A transcript cannot be used; the message is one line that names the file. */
public final class TranscriptException extends Exception {
    private static final long serialVersionUID = 1L;

    TranscriptException(Path file, String reason) {
        super(file + ": " + reason);
    }
}
