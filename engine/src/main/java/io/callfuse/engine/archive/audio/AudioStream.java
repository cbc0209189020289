package io.callfuse.engine.archive.audio;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.queue.FrameQueue;

/** The frames of one recording between the leg's worker, who offers them, and the recorder, who takes them. */
final class AudioStream {
    /** What becomes of it. */
    enum End {
        /** It is kept. */
        KEPT,
        /** The call was not one of those whose audio is kept. */
        NOT_WANTED,
        /** The caller does not agree any more. */
        WITHDRAWN
    }

    private final CallId call;
    private final long firstFrame;
    private final FrameQueue frames;
    private volatile End end;

    AudioStream(CallId call, long firstFrame, int capacity) {
        this.call = call;
        this.firstFrame = firstFrame;
        frames = new FrameQueue(capacity);
    }

    CallId call() {
        return call;
    }

    /** The index of the first frame that may come, on the call's clock. */
    long firstFrame() {
        return firstFrame;
    }

    /** Worker only. */
    void offer(MediaFrame media) {
        MediaFrame copy = frames.claim();
        if (media.kind() == MediaFrame.Kind.AUDIO) {
            copy.setAudio(media.index(), media.samples(), 0, media.arrivalNs());
        } else {
            copy.setGap(media.index(), media.arrivalNs());
        }
        frames.offer(copy);
    }

    /** Worker only, last. */
    void end(End how) {
        end = how;
    }

    /** Recorder only: what becomes of it; null while it goes on. Asked before {@link #frames()} is found empty, it is the last word. */
    End end() {
        return end;
    }

    /** Recorder only, but for what {@link #offer} does. */
    FrameQueue frames() {
        return frames;
    }
}
