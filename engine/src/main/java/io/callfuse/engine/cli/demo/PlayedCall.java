package io.callfuse.engine.cli.demo;

import io.callfuse.engine.AnalysedCall;
import io.callfuse.engine.call.CallId;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A recording that was played to the engine.
 *
 * @param file the recording
 * @param id the call it was
 * @param framesSent what went out
 * @param analysed what came of it; its report is named after the file
 */
public record PlayedCall(Path file, CallId id, long framesSent, AnalysedCall analysed) {

    /** Names the report after the file, for the engine knows the call by its id alone. */
    public PlayedCall {
        analysed = analysed.withReport(analysed.report().named(Objects.toString(file.getFileName())));
    }

    /** True when the engine heard every frame that was sent, and nothing else. */
    public boolean complete() {
        return analysed.counters().droppedFrames() == 0
                && analysed.counters().gapFrames() == 0
                && analysed.counters().audioFrames() == framesSent;
    }
}
