package io.callfuse.engine.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;

/** The files of the archive, one for each day. One thread. */
interface LineFiles extends Closeable {

    /**
     * Appends whole lines to the file of a day, all of them or, where it fails, none.
     *
     * @param day the day in UTC
     * @param lines complete lines, each with its line break
     * @throws IOException if they are not safely on the disk; the same lines may be tried again
     */
    void commit(LocalDate day, ByteBuffer lines) throws IOException;
}
