package io.callfuse.engine.lab;

import java.io.IOException;

/** The lab is not there or does not work. The message is one line for the user: what is wrong and what to do. */
public final class LabException extends IOException {
    private static final long serialVersionUID = 1L;

    LabException(String line) {
        super(line);
    }

    LabException(String line, Throwable cause) {
        super(line, cause);
    }
}
