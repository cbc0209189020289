package io.callfuse.engine.load;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaTime;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A recorded call on its way to the engine. The sender's thread sends; what others read is said at each method. */
final class RunningCall {
    private final CallId id;
    private final RecordedCall recorded;
    private final LegConnection leg;
    private final ByteBuffer audio;
    private final long startNs;
    private final double frameNs;
    private int next;
    private volatile int framesSent;
    private volatile int secondsHeard;
    private volatile String fault = "";

    /**
     * @param startNs when its first frame is due, as {@link System#nanoTime} has it
     * @param frameNs from one frame to the next
     */
    RunningCall(CallId id, RecordedCall recorded, LegConnection leg, long startNs, double frameNs) {
        this.id = id;
        this.recorded = recorded;
        this.leg = leg;
        this.startNs = startNs;
        this.frameNs = frameNs;
        audio = recorded.view();
    }

    CallId id() {
        return id;
    }

    RecordedCall recorded() {
        return recorded;
    }

    /** When a frame was, or is, to be sent; any thread. */
    long dueNs(int frame) {
        return startNs + (long) (frame * frameNs);
    }

    /** When the next frame is to be sent. */
    long nextDueNs() {
        return dueNs(next);
    }

    /** Sends the next frame, and says whether there are more. */
    boolean sendNext() throws IOException {
        int bytes = recorded.wire().frameBytes();
        audio.limit((next + 1) * bytes).position(next * bytes);
        leg.send(audio, next);
        next++;
        framesSent = next;
        return next < recorded.frames();
    }

    LegConnection leg() {
        return leg;
    }

    /** How many frames were sent so far; any thread. */
    int framesSent() {
        return framesSent;
    }

    /** Whether the frame that was sent last completes a second, so that a score is due. */
    boolean isScoreDue() {
        return framesSent % MediaTime.FRAMES_PER_SECOND == 0;
    }

    /** The score of this second came, from 1; the thread that reads what the engine says. */
    void heard(int second) {
        secondsHeard = second;
    }

    /** Whether every score came that is due of what was sent; any thread. */
    boolean isHeard() {
        return secondsHeard >= framesSent / MediaTime.FRAMES_PER_SECOND;
    }

    /** The call could not be sent to its end. */
    void fail(String why) {
        fault = why;
    }

    /** Why the call could not be sent to its end; empty if it could. Any thread. */
    String fault() {
        return fault;
    }
}
