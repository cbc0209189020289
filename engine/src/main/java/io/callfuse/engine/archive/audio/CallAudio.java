package io.callfuse.engine.archive.audio;

import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaFrame;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The audio of one call on its way to the recorder. Nothing is held of a caller who has not agreed, not even in memory; who takes
 * his consent back has taken it back for all that was held. For one thread, the leg's worker: a frame is copied, allocates nothing
 * and waits for nobody; what the recorder cannot take in time is lost, and counted there.
 */
public final class CallAudio {
    /** Five seconds, at most. */
    private static final int QUEUED_FRAMES = 256;

    /** Keeps nothing. */
    public static final CallAudio OFF = new CallAudio();

    private final CallId call;
    private final AudioSettings settings;
    private final Consumer<AudioStream> recorder;
    private final Runnable unconsented;
    private AudioStream stream;
    private volatile boolean refused;

    private CallAudio() {
        call = null;
        settings = null;
        recorder = null;
        unconsented = null;
    }

    CallAudio(CallId call, AudioSettings settings, Consumer<AudioStream> recorder, Runnable unconsented) {
        this.call = call;
        this.settings = settings;
        this.recorder = recorder;
        this.unconsented = unconsented;
    }

    /**
     * Takes what was said of the call; most of it says nothing here.
     *
     * @param firstFrame index of the first frame that came after it was said
     */
    public void marked(Map<String, String> marks, long firstFrame) {
        if (settings == null || !settings.concern(marks)) {
            return;
        }
        boolean agreed = settings.agree(marks) && !refused;
        if (agreed && stream == null) {
            stream = new AudioStream(call, firstFrame, QUEUED_FRAMES);
            recorder.accept(stream);
        } else if (!agreed) {
            withdraw();
        }
    }

    /**
     * Any thread: what was said of the call will not reach its worker. Whoever took his consent back by it is heard all the same, and
     * nothing of his call is kept any more, whatever is said later.
     */
    public void missed(Map<String, String> marks) {
        if (settings != null && settings.concern(marks) && !settings.agree(marks)) {
            refused = true;
        }
    }

    private void withdraw() {
        if (stream != null) {
            stream.end(AudioStream.End.WITHDRAWN);
            stream = null;
        }
    }

    /** Takes the next frame. */
    public void heard(MediaFrame media) {
        if (refused) {
            withdraw();
        }
        if (stream != null && media.index() >= stream.firstFrame()) {
            stream.offer(media);
        }
    }

    /** The call is over. */
    public void end(boolean tripped) {
        if (settings == null) {
            return;
        }
        if (refused) {
            withdraw();
        }
        boolean wanted = tripped || settings.keep() == AudioSettings.Keep.ALL;
        if (stream != null) {
            stream.end(wanted ? AudioStream.End.KEPT : AudioStream.End.NOT_WANTED);
            stream = null;
        } else if (wanted) {
            unconsented.run();
        }
    }
}
