package io.callfuse.engine.asr.model;

/** A speech model cannot be used, or not be had; the message is one line. */
public final class SpeechModelException extends Exception {
    private static final long serialVersionUID = 1L;

    SpeechModelException(String line) {
        super(line);
    }

    SpeechModelException(String line, Throwable cause) {
        super(line, cause);
    }
}
