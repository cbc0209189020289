package io.callfuse.engine.archive.store;

/**
 * How far a day's file was read.
 *
 * @param head id of its first line, by which the file is known whatever its name
 * @param file its name when it was read
 * @param bytes how many of its bytes were read; 0 for none
 * @param lastId id of the last line that was read
 * @param lastBytes length of that line with its line break
 */
public record SpoolPosition(String head, String file, long bytes, String lastId, int lastBytes) {
    /** At the beginning of a file. */
    static SpoolPosition start(String head, String file) {
        return new SpoolPosition(head, file, 0, "", 0);
    }

    /** Behind one more line. */
    public SpoolPosition past(SpoolLine line) {
        return new SpoolPosition(head, file, bytes + line.bytes(), line.id(), line.bytes());
    }
}
