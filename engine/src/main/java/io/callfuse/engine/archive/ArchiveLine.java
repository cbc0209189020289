package io.callfuse.engine.archive;

/**
 * One line of the archive: a JSON object whose first key is its idempotency id. Who reads a line whose id he has seen drops it.
 *
 * @param id the same for the same event, however often it is told; printable ASCII
 * @param json the object, without a line break
 */
public record ArchiveLine(String id, String json) {
    /** Rejects what would break the file for its readers. */
    public ArchiveLine {
        if (id.isEmpty() || !id.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\')) {
            throw new IllegalArgumentException("the id of a line must be printable ASCII without quotes");
        }
        if (!json.startsWith("{\"id\":\"" + id + "\"") || !json.endsWith("}")) {
            throw new IllegalArgumentException("line " + id + " is not a JSON object that begins with its id");
        }
        if (json.indexOf('\n') >= 0 || json.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("line " + id + " holds a line break");
        }
    }
}
