package io.callfuse.engine.archive;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How much of each day's file is on the disk for good: whoever reads no further reads whole lines that will never be taken
 * back; and how much of it the database has read. Thread-safe; one thread commits, one loads.
 */
public final class CommittedLines {
    private final Path directory;
    private final NavigableMap<String, Long> bytesByFile = new ConcurrentSkipListMap<>();
    private final Map<String, Long> loadedByFile = new ConcurrentHashMap<>();

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

    /** A file is there no more. */
    void removed(String file) {
        bytesByFile.remove(file);
        loadedByFile.remove(file);
    }

    /** Everything is in the database that these files held: how many bytes of each, by their names. */
    public void loaded(Map<String, Long> bytes) {
        loadedByFile.putAll(bytes);
    }

    /** Whether a file is in the database as a whole; not before the database has been asked since the start. */
    boolean isLoaded(String file) {
        Long bytes = bytesByFile.get(file);
        return bytes != null && bytes.equals(loadedByFile.get(file));
    }

    /** The files by name, which is the order of their days, and how many bytes of each may be read. A view. */
    public Map<String, Long> bytesByFile() {
        return Collections.unmodifiableMap(bytesByFile);
    }
}
