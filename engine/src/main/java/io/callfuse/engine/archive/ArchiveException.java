package io.callfuse.engine.archive;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The archive cannot be opened, or a line cannot be kept. The message is one line for the operator. */
public final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    ArchiveException(String message) {
        super(message);
    }

    private ArchiveException(String message, IOException cause) {
        super(message, cause);
    }

    static ArchiveException at(Path place, String attempt, IOException cause) {
        return new ArchiveException("archive " + place + ": " + attempt + ": " + reason(cause), cause);
    }

    /** Says in words what the file system said. */
    public static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
            return "a file stands where a directory is needed";
        }
        if (cause instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        String told = cause instanceof FileSystemException refused ? refused.getReason() : cause.getMessage();
        return told == null ? cause.getClass().getSimpleName() : told;
    }
}
