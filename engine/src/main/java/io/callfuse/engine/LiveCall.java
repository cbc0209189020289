package io.callfuse.engine;

import io.callfuse.engine.agent.AgentLeg;
import io.callfuse.engine.agent.AgentsHeard;
import io.callfuse.engine.archive.CallLines;
import io.callfuse.engine.archive.CallSummary;
import io.callfuse.engine.archive.UnfinishedCalls;
import io.callfuse.engine.archive.audio.CallAudio;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.feature.FeatureExtractor;
import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.queue.FrameQueue;
import io.callfuse.engine.scoring.EmotionScore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call under watch. Its worker owns the pipeline and the lines; other threads read what is published, and may name the
 * channel and say that the call is over.
 */
final class LiveCall {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCall.class);

    private final CallId id;
    private final Instant startedAt = Instant.now();
    private final FrameQueue queue;
    private final LegWorker worker;
    private final CallFollower follower;
    private final CallPipeline pipeline;
    private final CallLines lines;
    private final AgentSide agents;
    private final HeardWords words;
    private final OpenQuestion question;
    private final PublishedScore published = new PublishedScore();
    private final AtomicReference<CallChannel> channel = new AtomicReference<>();
    private final AtomicReference<EndedBy> ending = new AtomicReference<>();

    /** Few are added, by the inlet's thread. */
    private final List<String> inlets = new CopyOnWriteArrayList<>();

    private volatile long joinedAtNs;
    private volatile long heardMs;
    private volatile FuseState fuse;
    private volatile Trip tripped;
    private CallAudio audio = CallAudio.OFF;
    private volatile PolicyInForce policy;
    private volatile Decision decision;
    private volatile String topic = "";

    /** A trip, and the name of the route to which it moves the caller. */
    record Trip(FuseState.Tripped fuse, String routeName) {}

    LiveCall(CallId id, CallMakings makings, LegWorker worker, CallFollower follower) {
        this.id = id;
        this.worker = worker;
        this.follower = follower;
        policy = makings.policy();
        PolicySettings settings = policy.settings();
        question = new OpenQuestion(settings);
        queue = new FrameQueue(makings.queueFrames());
        pipeline = new CallPipeline(makings.model(), makings.languages(), settings, this::decided);
        if (makings.tracks()) {
            pipeline.keepTrack();
        }
        words = new HeardWords(makings.recognition(), pipeline);
        lines = new CallLines(id, policy.engine(), settings);
        agents = new AgentSide(id, pipeline);
        fuse = pipeline.policy().state();
    }

    private void decided(PolicyEvent event) {
        if (event instanceof FuseChanged change && change.to() instanceof FuseState.Tripped now) {
            tripped = new Trip(now, pipeline.policy().choice().routeName());
        }
        publish();
        if (event instanceof Decision said) {
            decision = said;
        }
        follower.decided(this, event);
    }

    /** Worker: hears at most so many frames and returns how many there were; a fault ends this call and no other. */
    int drain(int limit) {
        try {
            return hear(limit);
        } catch (RuntimeException | Error fault) {
            fail(fault);
            return 1;
        }
    }

    private int hear(int limit) {
        int drained = 0;
        MediaFrame media;
        while (drained < limit && (media = queue.poll()) != null) {
            boolean scored;
            try {
                audio.heard(media);
                scored = pipeline.hear(media);
                agents.caller(media.index() - FeatureExtractor.VERDICT_LAG_FRAMES, pipeline.wasSounding());
                words.hear(media);
            } finally {
                // Without its frames the queue would let the inlet's thread search for one for ever.
                queue.release(media);
            }
            drained++;
            if (pipeline.takeLineQuestion()) {
                follower.hearsNothing(this);
            }
            long holeMs = pipeline.takeHoleMs();
            if (holeMs > 0) {
                follower.noMedia(this, holeMs);
            }
            if (scored) {
                publish();
                worker.scored(queue.polledArrivalNs());
                words.suspect();
                follower.scored(this);
            }
        }
        if (drained > 0) {
            heardMs = pipeline.nowMs();
        }
        return drained;
    }

    /** Worker: hears at most so many frames of the agents, and returns how many there were. */
    int drainAgents(int limit) {
        return agents.drain(limit);
    }

    /** Any thread: an agent is with the caller; false if the worker has too much to do. */
    boolean hears(AgentLeg leg) {
        return post(() -> agents.add(leg));
    }

    /** Worker: which agents were heard; empty where none came. */
    Optional<AgentsHeard> agents() {
        return agents.heard();
    }

    private void publish() {
        question.heard(pipeline.nowMs(), pipeline.speechMs());
        EmotionScore score = pipeline.score();
        published.publish(pipeline.nowMs(), score.score(), score.emotion(), score.confidence());
        fuse = pipeline.policy().state();
        topic = pipeline.topic().orElse("");
    }

    private void fail(Throwable fault) {
        LOG.error("call {}: its analysis failed and ends here; the call itself goes on", id, fault);
        ending.set(EndedBy.ENGINE_FAULT);
    }

    /** Worker: whether somebody has said that the call is over. */
    boolean isOver() {
        return ending.get() != null;
    }

    /** Worker: hears the frames that were offered before the end, and tells what came of the call. Once, last. */
    void finish() {
        if (ending.get() != EndedBy.ENGINE_FAULT) {
            drain(queue.capacity());
        }
        run(words::take);
        agents.finish();
        run(this::conclude);
        run(this::report);
        words.close();
        audio.end(tripped != null);
        follower.gone(this);
    }

    private void conclude() {
        pipeline.end();
        publish();
    }

    private void report() {
        AnalysedCall analysed = pipeline.analysed(id.toString(), policy.engine());
        String endedBy = ending.get().label();
        follower.ended(
                this,
                analysed,
                new CallSummary(
                        analysed.report(),
                        startedAt,
                        endedBy,
                        pipeline.counters(),
                        inlets,
                        pipeline.journal(),
                        agents.heard()));
    }

    private void run(Runnable errand) {
        try {
            errand.run();
        } catch (RuntimeException | Error fault) {
            fail(fault);
        }
    }

    /** Any thread: no more comes; the first reason counts. The frames already offered are still heard. */
    void end(EndedBy reason) {
        ending.compareAndSet(null, reason);
    }

    /** The inlet's thread: a stream came by this way, such as {@code rtp}. */
    void heardBy(String inlet) {
        if (!inlets.contains(inlet)) {
            inlets.add(inlet);
        }
    }

    /** The inlet's thread: the dialplan of the call waits for a verdict since this media time. */
    void awaitVerdict(long sinceMs) {
        question.ask(sinceMs);
    }

    /** Worker: whether it is time to give a dialplan that waits its verdict; said once for each question. */
    boolean takeAnswer() {
        return question.takeAnswer(pipeline.nowMs(), pipeline.score().score(), pipeline.policy());
    }

    /** Any thread: asks the worker to run this between two frames of the call; false if it has too much to do. */
    boolean post(Runnable errand) {
        return worker.post(() -> run(errand));
    }

    /** Any thread: the caller pressed a key. Which one is kept nowhere: it may belong to a PIN or a card number. */
    void notePressedKey() {
        note("key-pressed", Map.of());
    }

    /** Any thread: somebody has put the call on hold, or holds it no more. */
    void held(boolean on, String by) {
        line("hold", () -> pipeline.held(on, by));
    }

    /** Any thread: Asterisk begins, or ends, to play music to the caller. */
    void music(boolean begins) {
        line("music", () -> pipeline.music(begins));
    }

    /** Any thread: events of Asterisk were missed for so long. */
    void eventsMissed(Duration missedFor) {
        line("events-missed", () -> pipeline.eventsMissed(missedFor.toMillis()));
    }

    private void line(String kind, Runnable errand) {
        if (!post(errand)) {
            LOG.warn("call {}: the worker has no room for the input '{}'", id, kind);
        }
    }

    /** Before the worker has it: says who keeps its audio, where the caller agrees. */
    void recordTo(CallAudio kept) {
        audio = kept;
    }

    /** Any thread: who keeps its audio. */
    CallAudio audio() {
        return audio;
    }

    /** Any thread: something happened on the call that is no sound. */
    void note(String kind, Map<String, String> details) {
        line(kind, () -> pipeline.noted(kind, details));
    }

    /**
     * Any thread: names the caller's channel.
     *
     * @return false if the call arrived on another one; then nothing has changed
     */
    boolean join(CallChannel known) {
        if (channel.get() == null) {
            // Before the channel can be seen: of one that is known for ever it would be believed that it is gone.
            joinedAtNs = System.nanoTime();
        }
        CallChannel before = channel.getAndUpdate(
                named -> named == null || named.uniqueId().equals(known.uniqueId()) ? known : named);
        if (before != null) {
            // Whoever says it again brings nothing new: the archive has its line.
            return before.uniqueId().equals(known.uniqueId());
        }
        if (!post(() -> {
            lines.joined(known);
            follower.joined(this);
        })) {
            LOG.warn("call {}: the worker has no room; the archive will not name the channel", id);
        }
        return true;
    }

    /** Any thread, before anything is heard: the call was under watch when an engine was killed. */
    void restore(UnfinishedCalls.Unfinished before, Instant now) {
        line("restart", () -> {
            lines.resume(before);
            pipeline.restore(before, now);
            before.decision().ifPresent(said -> decision = said);
            fuse = pipeline.policy().state();
        });
    }

    /** Any thread: how long the channel has been known; meaningless while it is not. */
    Duration joinedFor(long nowNs) {
        return Duration.ofNanos(nowNs - joinedAtNs);
    }

    /** Worker: goes on by this version of the policy, unless it has it already. */
    void change(PolicyInForce next) {
        run(() -> {
            if (next.sha256().equals(policy.sha256()) || isOver()) {
                return;
            }
            policy = next;
            pipeline.change(next.settings(), next.sha256());
            lines.judgedBy(next.engine(), next.settings());
            question.answerBy(next.settings());
        });
    }

    /** Any thread: by which version of the policy it is decided now. */
    PolicyInForce policy() {
        return policy;
    }

    CallId id() {
        return id;
    }

    /** Any thread: the caller's channel; empty where Asterisk has not told. */
    Optional<CallChannel> channel() {
        return Optional.ofNullable(channel.get());
    }

    /** The inlet's end is for the inlet's thread alone. */
    FrameQueue queue() {
        return queue;
    }

    /** Worker only. */
    CallPipeline pipeline() {
        return pipeline;
    }

    /** Worker only. */
    CallLines lines() {
        return lines;
    }

    /** Any thread: media time heard so far, ms. */
    long heardMs() {
        return heardMs;
    }

    /** Any thread: the last score. */
    PublishedScore.Reading lastScore() {
        return published.read();
    }

    /** Any thread: where the fuse stands. */
    FuseState fuse() {
        return fuse;
    }

    /** Any thread: the last trip that this engine saw; empty where there was none. */
    Optional<Trip> tripped() {
        return Optional.ofNullable(tripped);
    }

    /** Any thread: what the call is about by the caller's words; empty where they do not tell. */
    String topic() {
        return topic;
    }

    /** Any thread: what was decided; empty until it was. */
    Optional<Decision> decision() {
        return Optional.ofNullable(decision);
    }
}
