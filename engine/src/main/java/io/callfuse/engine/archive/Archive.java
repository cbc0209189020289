package io.callfuse.engine.archive;

import java.util.concurrent.CompletableFuture;

/** Where lines are kept for good. Thread-safe; never blocks the one who appends. */
public interface Archive extends AutoCloseable {

    /**
     * Takes a line.
     *
     * @return completes once the line will survive a crash of process and machine, on the archive's own thread, which must not
     *     be held up; completes with an {@link ArchiveException} where the line was given up
     */
    CompletableFuture<Void> append(ArchiveLine line);

    /** How many lines are kept. */
    long written();

    /** How many lines were given up. */
    long spilled();

    /** How many attempts to write failed; a line is tried again until it is kept or given up. */
    long failures();

    /** How many bytes wait to be written. */
    long waitingBytes();

    /** How many files were removed because they were too old. */
    default long filesForgotten() {
        return 0;
    }

    /** Writes what waits and stops; what cannot be written by then is given up. */
    @Override
    void close();
}
