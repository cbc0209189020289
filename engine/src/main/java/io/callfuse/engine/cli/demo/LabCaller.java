package io.callfuse.engine.cli.demo;

import io.callfuse.engine.Engine;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.lab.CallerChannel;
import io.callfuse.engine.lab.Lab;
import io.callfuse.engine.lab.LabCall;
import io.callfuse.engine.lab.LabException;
import io.callfuse.engine.policy.Route;
import java.io.IOException;
import java.nio.file.Path;

/** One caller of the demo: the recording he speaks, his call in Asterisk, and the engine's name for it. One thread. */
final class LabCaller {
    /** The fuse may trip on the last word; he waits long enough to be moved. */
    private static final int STAYS_ON_SECONDS = 2;

    private static final int MS_PER_SECOND = 1000;

    private final Path recording;
    private final MuLawFile speech;
    private final String extension;
    private final CallerTrack track;
    private LabCall call;
    private String channelName = "";
    private CallId id;

    LabCaller(Path recording, MuLawFile speech, String extension, Route target) {
        this.recording = recording;
        this.speech = speech;
        this.extension = extension;
        track = new CallerTrack(target);
    }

    /** Calls and begins to speak. */
    void begin(Lab lab) throws LabException {
        int lengthSeconds = (int) ((speech.durationMs() + MS_PER_SECOND - 1) / MS_PER_SECOND);
        call = lab.call(extension, speech.file(), lengthSeconds + STAYS_ON_SECONDS);
    }

    /** True when he has called and the call is over. */
    boolean isOver() {
        return call.isOver();
    }

    /** The extension that he calls, no two callers the same. */
    String extension() {
        return extension;
    }

    /** Takes down that this channel is his, and under which name the engine watches it. */
    void joined(CallerChannel channel, CallId newId) {
        channelName = channel.name();
        id = newId;
    }

    /** Takes down where Asterisk sees him, if this channel is his; says whether it is. */
    boolean seen(CallerChannel channel) {
        boolean his = channel.name().equals(channelName);
        if (his) {
            track.seen(channel);
        }
        return his;
    }

    /** Where he has been. */
    CallerTrack track() {
        return track;
    }

    /** Media time heard so far, ms. */
    long heardMs(Engine engine) {
        if (id == null) {
            return 0;
        }
        long heardMs = engine.progressOf(id);
        return heardMs >= 0 || engine.reportOf(id).isEmpty() ? Math.max(0, heardMs) : speech.durationMs();
    }

    /** True when the engine has said what came of the call, or cannot any more because it never watched it. */
    boolean isSettled(Engine engine) {
        return id == null || engine.reportOf(id).isPresent();
    }

    /**
     * What came of a call that is over.
     *
     * @throws IOException if the call failed, was not watched or was not reported; the message names the recording
     */
    StagedCall result(Engine engine) throws IOException {
        String complaint = call.complaint();
        if (!complaint.isEmpty()) {
            throw new IOException(recording + ": " + complaint);
        }
        if (id == null) {
            throw new IOException(recording + ": the call went through Asterisk and the engine did not watch it");
        }
        return engine.reportOf(id)
                .map(analysed -> new PlayedCall(recording, id, speech.frames(), analysed))
                .map(played -> new StagedCall(played, track.place(), track.movedAfterSeconds()))
                .orElseThrow(() -> new IOException(recording + ": the engine gave no report of the call"));
    }
}
