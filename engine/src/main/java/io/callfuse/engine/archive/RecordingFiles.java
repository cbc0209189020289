package io.callfuse.engine.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the recordings of an archive's calls are. Stateless. */
public final class RecordingFiles {
    /** Ending of a recording that is whole. */
    public static final String FINISHED = ".wav";

    /** Ending of a recording that is being written. */
    public static final String UNFINISHED = ".part";

    private static final String FOLDER = "recordings";

    private RecordingFiles() {}

    /** The folder of all. */
    public static Path folder(Path archive) {
        return archive.resolve(FOLDER);
    }

    /** Removes whatever is there of a call's recording. */
    static void remove(String call, Path archive) throws IOException {
        Files.deleteIfExists(of(call, archive));
        Files.deleteIfExists(folder(archive).resolve(call + UNFINISHED));
    }

    /** The recording of a call, be there one or not. */
    public static Path of(String call, Path archive) {
        return folder(archive).resolve(call + FINISHED);
    }
}
