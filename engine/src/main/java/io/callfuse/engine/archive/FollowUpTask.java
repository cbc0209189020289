package io.callfuse.engine.archive;

import java.time.Instant;
import java.util.UUID;

/** A task that somebody has because of a call, and that it is done. Stateless. */
public final class FollowUpTask {
    /** Type of the line that gives a task. */
    public static final String TYPE = "task";

    /** Type of the line that says that a task is done. */
    public static final String DONE = "task-done";

    private FollowUpTask() {}

    /**
     * Says that the task of a call is done.
     *
     * @param by who says so; may be empty
     * @param note what came of it, in his words; may be empty
     */
    public static ArchiveLine done(String callId, String by, String note, Instant at) {
        String id = callId + ":" + DONE + ":" + UUID.randomUUID();
        JsonLine line = new JsonLine()
                .text("id", id)
                .text("type", DONE)
                .text("callId", callId)
                .instant("at", at);
        if (!by.isEmpty()) {
            line.text("by", by);
        }
        if (!note.isEmpty()) {
            line.text("note", note);
        }
        return new ArchiveLine(id, line.finish());
    }
}
