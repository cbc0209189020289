package io.callfuse.engine.archive.store;

import java.io.IOException;

/** The database cannot be used, or refused something. The message is one line for the operator. */
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean aboutTheData;

    StoreException(String message, boolean aboutTheData, Throwable cause) {
        super(message, cause);
        this.aboutTheData = aboutTheData;
    }

    StoreException(String message) {
        this(message, false, null);
    }

    /** Whether the database works and would refuse the same data again; otherwise trying later may help. */
    boolean isAboutTheData() {
        return aboutTheData;
    }
}
