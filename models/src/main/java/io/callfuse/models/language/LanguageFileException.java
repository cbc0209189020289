package io.callfuse.models.language;

import java.io.IOException;

/** A phrase file cannot be used; the message is one line that names the file and its line. */
public final class LanguageFileException extends IOException {
    private static final long serialVersionUID = 1L;

    LanguageFileException(String message) {
        super(message);
    }
}
