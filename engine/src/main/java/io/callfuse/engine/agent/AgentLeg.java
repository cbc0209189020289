package io.callfuse.engine.agent;

import io.callfuse.dsp.activity.SoundActivity;
import io.callfuse.engine.asr.Revision;
import io.callfuse.engine.asr.feed.LegRecognition;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.queue.FrameQueue;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The leg of one agent: from when he enters the bridge with a watched caller until he leaves it. Of his voice it is asked whether
 * something sounds, and nothing else. Its frames are numbered as the caller's are. A queue of its own holds them, short, since they
 * are the first to go when there is no time. The inlet's thread offers, the call's worker hears, any thread may end it.
 */
public final class AgentLeg {
    /** 0.64 s. */
    private static final int QUEUE_FRAMES = 32;
    /** Speech goes on for so long after the last frame that sounds: for recognition alone. */
    private static final int HANGOVER_FRAMES = 12;

    private final CallChannel agent;
    private final Optional<LegRecognition> recognition;
    private final FrameQueue queue = new FrameQueue(QUEUE_FRAMES);
    private final AtomicReference<String> ending = new AtomicReference<>();
    private volatile AgentsHeard.Skew skew = AgentsHeard.Skew.NONE;

    private final SoundActivity activity = new SoundActivity(MediaTime.FRAME_SAMPLES);
    private long fromIndex = -1;
    private long nextIndex;
    private long audioFrames;
    private long gapFrames;
    private long droppedFrames;
    private int sinceSound = HANGOVER_FRAMES;

    /**
     * Begins the leg of an agent.
     *
     * @param agent his channel
     * @param recognition hears his words; empty where nobody is to
     */
    public AgentLeg(CallChannel agent, Optional<LegRecognition> recognition) {
        this.agent = agent;
        this.recognition = recognition;
        recognition.ifPresent(LegRecognition::yieldToOthers);
    }

    /** His channel. */
    public CallChannel agent() {
        return agent;
    }

    /** The inlet's end is for the inlet's thread alone. */
    public FrameQueue queue() {
        return queue;
    }

    /** Whether his words are read. */
    public boolean readsWords() {
        return recognition.isPresent();
    }

    /** Inlet: what was measured of the two clocks. */
    public void skew(AgentsHeard.Skew measured) {
        skew = measured;
    }

    /** Any thread: no more comes; the first reason counts. */
    public void end(String why) {
        ending.compareAndSet(null, why);
    }

    /** Any thread: whether no more comes. */
    public boolean isOver() {
        return ending.get() != null;
    }

    /** Worker: hears at most so many frames, and returns how many there were. */
    int drain(int limit, Conversation talk) {
        int drained = 0;
        MediaFrame media;
        while (drained < limit && (media = queue.poll()) != null) {
            try {
                hear(media, talk);
            } finally {
                queue.release(media);
            }
            drained++;
        }
        return drained;
    }

    private void hear(MediaFrame media, Conversation talk) {
        if (fromIndex < 0) {
            fromIndex = media.index();
            nextIndex = fromIndex;
            talk.begin(fromIndex);
        }
        droppedFrames += media.index() - nextIndex;
        nextIndex = media.index() + 1;
        boolean audio = media.kind() == MediaFrame.Kind.AUDIO;
        audioFrames += audio ? 1 : 0;
        gapFrames += audio ? 0 : 1;
        boolean sounds = audio ? activity.accept(media.samples()) : activity.acceptGap();
        sinceSound = sounds ? 0 : Math.min(sinceSound + 1, HANGOVER_FRAMES);
        talk.agent(media.index() - SoundActivity.LAG_FRAMES, sounds);
        if (recognition.isPresent()) {
            recognition.get().hear(media, sinceSound < HANGOVER_FRAMES);
        }
    }

    /** Worker: the next change of what he said; null if there is none yet, or nobody reads it. */
    Revision pollWords() {
        return recognition.isPresent() ? recognition.get().poll() : null;
    }

    /** Worker: no more frames come; words that are on their way still do. */
    void finish() {
        recognition.ifPresent(LegRecognition::finish);
    }

    /** Worker: nothing more is wanted of it. */
    void close() {
        recognition.ifPresent(LegRecognition::close);
    }

    /** Worker: whether anything of it was heard. */
    boolean wasHeard() {
        return fromIndex >= 0;
    }

    /** Worker: what is reported of it. */
    AgentsHeard.Leg report() {
        long from = Math.max(0, fromIndex);
        return new AgentsHeard.Leg(
                agent.name(),
                agent.uniqueId(),
                MediaTime.startMs(from),
                MediaTime.startMs(Math.max(from, nextIndex)),
                skew,
                audioFrames,
                gapFrames,
                droppedFrames,
                ending.get() == null ? "call-ended" : ending.get());
    }
}
