package io.callfuse.engine.archive;

import java.time.Instant;

/**
 * A version of the policy that came into force: by whom, why and what it says.
 *
 * @param version its name
 * @param sha256 {@code sha256:} and the hash of what it does
 * @param since when it came into force
 * @param appliesTo {@code new-calls} or {@code live-calls}
 * @param changedBy who made it
 * @param reason why, in his words; may be empty
 * @param text the section {@code policy} as one line of JSON
 */
public record PolicyVersion(
        String version, String sha256, Instant since, String appliesTo, String changedBy, String reason, String text) {

    /** As a line of the archive; it belongs to no call. */
    public ArchiveLine line(EngineIdentity engine) {
        String hash = sha256.substring(sha256.indexOf(':') + 1);
        String id = "policy:" + hash + ":" + since.toEpochMilli();
        JsonLine line = new JsonLine()
                .text("id", id)
                .text("type", "policy")
                .instant("at", since)
                .text("policy", version)
                .text("sha256", sha256)
                .text("appliesTo", appliesTo)
                .text("changedBy", changedBy)
                .text("reason", reason)
                .text("text", text);
        ReportJson.writeEngine(engine, line);
        return new ArchiveLine(id, line.finish());
    }
}
