package io.callfuse.engine.coverage;

import java.io.IOException;

/** A file of call records that cannot be understood. The message names file, line and reason. */
public final class CdrException extends IOException {
    private static final long serialVersionUID = 1L;

    CdrException(String message) {
        super(message);
    }
}
