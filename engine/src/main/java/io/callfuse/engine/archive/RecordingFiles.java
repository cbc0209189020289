package io.callfuse.engine.archive;

import java.nio.file.Path;

/** Where the recordings of an archive's calls are. Stateless. */
public final class RecordingFiles {
    /** Ending of a recording that is whole. */
    public static final String FINISHED = ".wav";

    private static final String FOLDER = "recordings";

    private RecordingFiles() {}

    /** The folder of all. */
    public static Path folder(Path archive) {
        return archive.resolve(FOLDER);
    }

    /** The recording of a call, be there one or not. */
    public static Path of(String call, Path archive) {
        return folder(archive).resolve(call + FINISHED);
    }
}
