package io.callfuse.engine.archive;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How much of each day's file is on the disk for good: whoever reads no further reads whole lines that will never be taken
 * back. Thread-safe; one thread commits.
 */
public final class CommittedLines {
    private final Path directory;
    private final NavigableMap<String, Long> bytesByFile = new ConcurrentSkipListMap<>();

    /** Begins with no files. */
    public CommittedLines(Path directory) {
        this.directory = directory;
    }

    /** Where the files are. */
    public Path directory() {
        return directory;
    }

    /** The first {@code bytes} bytes of a file are whole lines on the disk. */
    public void committed(String file, long bytes) {
        bytesByFile.put(file, bytes);
    }

    /** The files by name, which is the order of their days, and how many bytes of each may be read. A view. */
    public Map<String, Long> bytesByFile() {
        return Collections.unmodifiableMap(bytesByFile);
    }
}
