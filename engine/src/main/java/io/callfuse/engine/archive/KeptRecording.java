package io.callfuse.engine.archive;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaTime;
import java.time.Instant;

/**
 * A recording that was kept.
 *
 * @param call whose it is
 * @param file its name in the folder of recordings
 * @param sha256 of the file, in hexadecimal digits
 * @param fromMs media time of the call at which it begins
 * @param frames how long it is, frames of 20 ms
 * @param gapFrames how many of them are silence, because nothing came
 * @param lostFrames how many of them are silence, because the recorder could not keep up
 */
public record KeptRecording(
        CallId call, String file, String sha256, long fromMs, long frames, long gapFrames, long lostFrames) {
    /** As a line of the archive. */
    public ArchiveLine line(Instant at) {
        String id = call + ":recording";
        JsonLine line = new JsonLine()
                .text("id", id)
                .text("type", "recording")
                .text("callId", call.toString())
                .instant("at", at)
                .text("file", file)
                .text("sha256", sha256)
                .number("fromMs", fromMs)
                .number("lengthMs", frames * MediaTime.FRAME_MS)
                .number("gapFrames", gapFrames)
                .number("lostFrames", lostFrames);
        return new ArchiveLine(id, line.finish());
    }
}
