package io.callfuse.engine.ingress.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the bytes of a capture come from, each time anew from the beginning.
 *
 * @param file by which messages name it
 * @param bytes opens them
 */
record CaptureSource(Path file, Bytes bytes) {

    /** Opens a stream of bytes. */
    @FunctionalInterface
    interface Bytes {
        InputStream open() throws IOException;
    }

    static CaptureSource of(Path file) {
        return new CaptureSource(file, () -> Files.newInputStream(file));
    }

    RecordingException unreadable(IOException failure) {
        return new RecordingException(file, "cannot be read: " + failure.getMessage(), failure);
    }
}
