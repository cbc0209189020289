package io.callfuse.engine;

import io.callfuse.engine.archive.audio.AudioRecorder;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.EngineConfig.Unannounced;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.MediaOffer;
import io.callfuse.engine.ingress.MediaRefusedException;
import io.callfuse.engine.ingress.MediaSessions;
import io.callfuse.engine.policy.routing.QueueStatuses;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens calls, gives each a worker and a clock, and lets streams in. {@link #obtain} is for any thread, everything else for the
 * inlet's.
 */
final class CallOpener implements MediaSessions, CallInlet.StreamEnded {
    private static final Logger LOG = LoggerFactory.getLogger(CallOpener.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private static final int TAPS_A_CALL = 4;

    private static final DateTimeFormatter HOUR_AND_MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final LongAdder refused = new LongAdder();
    private Optional<AudioRecorder> recorder = Optional.empty();
    private Supplier<QueueStatuses> queues = () -> QueueStatuses.UNKNOWN;
    private final CallBook book;
    private final IngressLoop loop;
    private final List<LegWorker> workers;
    private final Settings settings;
    private volatile CallMakings makings;
    private CallFollower follower;
    private Consumer<LiveCall> tapAgain = call -> {};
    private volatile AgentStreams agents = AgentStreams.NONE;
    private volatile boolean closing;
    private volatile boolean draining;
    private volatile int callsAtMost;

    /**
     * How calls are opened, and given up.
     *
     * @param hangupPatience how long after its stream a call's hangup may still be told; past this the stream alone has ended
     * @param unheardPastDecision for how long past its deadline a call is kept of which no stream is heard
     */
    record Settings(
            Duration gapAfter,
            int maxCalls,
            Unannounced unannounced,
            Duration hangupPatience,
            Duration unheardPastDecision) {}

    CallOpener(CallBook book, IngressLoop loop, List<LegWorker> workers, Settings settings, CallMakings makings) {
        this.book = book;
        this.loop = loop;
        this.workers = workers;
        this.settings = settings;
        this.makings = makings;
        callsAtMost = settings.maxCalls();
    }

    /** Says who acts on the calls and who listens to a caller again whose stream was lost; before the first call. */
    void follow(CallFollower newFollower, Consumer<LiveCall> newTapAgain) {
        follower = newFollower;
        tapAgain = newTapAgain;
        loop.every(LOOK_EVERY, () -> giveUpUnheard(System.nanoTime()));
    }

    /** Says who takes the streams of agents; before the first call. */
    void letAgentsIn(AgentStreams streams) {
        agents = streams;
    }

    /** Says who keeps the audio of callers who agree; before the first call. */
    void letAudioBeKept(AudioRecorder newRecorder) {
        recorder = Optional.of(newRecorder);
    }

    /** Says how busy the queues are, for calls that begin; before the first call. */
    void letQueuesBeKnown(Supplier<QueueStatuses> newQueues) {
        queues = newQueues;
    }

    /**
     * Any thread: opens calls by this version of the policy from now on.
     *
     * @param liveToo whether the calls that are open go on by it
     * @return whether every worker has room to be told; those that are were, and may be told again
     */
    boolean openBy(PolicyInForce policy, boolean liveToo) {
        makings = makings.with(policy);
        boolean told = true;
        if (liveToo) {
            for (LegWorker worker : workers) {
                told &= worker.forEachCall(call -> call.change(policy));
            }
        }
        return told;
    }

    /** Any thread: by which version of the policy calls are opened. */
    PolicyInForce policy() {
        return makings.policy();
    }

    /** Any thread: from now on no call is opened; those that are open go on as before. */
    void drain() {
        draining = true;
    }

    /** Any thread: whether calls are opened. */
    boolean takesCalls() {
        return !draining && !closing;
    }

    /** Any thread: from now on no call is opened while there are so many; more than configured never are. */
    void limit(int newCallsAtMost) {
        callsAtMost = Math.min(newCallsAtMost, settings.maxCalls());
    }

    /** Any thread: how many calls are held at most. */
    int callsAtMost() {
        return callsAtMost;
    }

    /** Any thread: {@code taking}, or in a word why no call is opened. */
    String taking() {
        if (!takesCalls()) {
            return "draining";
        }
        int most = callsAtMost;
        return book.size() < most ? "taking" : most < settings.maxCalls() ? "overloaded" : "full";
    }

    /** Any thread: how many calls were not taken. */
    long refused() {
        return refused.sum();
    }

    /** Any thread: from now on no call is opened, and streams that end do so because the engine stops. */
    void refuseCalls() {
        closing = true;
    }

    /** Returns the call with this id, opened now if there is none; null if the engine can take no more. */
    WatchedCall obtain(CallId id) {
        return takesCalls() ? book.obtain(id, this::create) : book.find(id).orElse(null);
    }

    private WatchedCall create(CallId id) {
        int most = callsAtMost;
        if (book.size() >= most) {
            refused.increment();
            if (most < settings.maxCalls()) {
                LOG.warn("call {} is not taken: the engine hears {} calls in time, and has {}", id, most, book.size());
            } else {
                LOG.warn("call {} is not taken: the engine has {} calls, its limit", id, most);
            }
            return null;
        }
        LegWorker worker =
                workers.stream().min(Comparator.comparingInt(LegWorker::owned)).orElseThrow();
        CallMakings used = makings;
        LiveCall live = new LiveCall(id, used, worker, follower);
        recorder.ifPresent(keeper -> live.recordTo(keeper.call(id)));
        CallInlet inlet = new CallInlet(live, System.nanoTime(), settings.gapAfter(), this);
        if (!worker.adopt(live)) {
            refused.increment();
            LOG.error("call {} is not taken: {} has no room", id, worker.roleName());
            return null;
        }
        LocalDateTime now = LocalDateTime.now();
        live.note(
                Circumstances.CLOCK,
                Map.of("date", now.toLocalDate().toString(), "local", now.format(HOUR_AND_MINUTE)));
        PolicyInForce policyNow = makings.policy();
        if (policyNow != used.policy()) {
            // Whoever changed it in this moment may not have found this call with its worker.
            worker.post(() -> live.change(policyNow));
        }
        loop.startClock(inlet.clock());
        WatchedCall call = new WatchedCall(live, inlet);
        call.know(queues.get());
        return call;
    }

    @Override
    public MediaFrameSink open(MediaOffer offer) throws MediaRefusedException {
        if (AgentTapId.is(offer.call())) {
            return agents.open(offer);
        }
        WatchedCall call = book.find(offer.call()).orElse(null);
        if (call != null) {
            return call.inlet().join(offer);
        }
        CallId tapOf = TapId.of(offer.call());
        WatchedCall tapped = book.find(tapOf).orElse(null);
        if (tapped != null) {
            return tapped.inlet().joinTap(offer);
        }
        if (book.isOver(offer.call()) || book.isOver(tapOf)) {
            throw new MediaRefusedException("the call of this stream has ended: " + offer.call());
        }
        return openUnannounced(offer);
    }

    private MediaFrameSink openUnannounced(MediaOffer offer) throws MediaRefusedException {
        if (settings.unannounced() == Unannounced.REFUSE) {
            throw new MediaRefusedException("the call " + offer.call() + " was not announced");
        }
        WatchedCall call = obtain(offer.call());
        if (call == null) {
            throw new MediaRefusedException(
                    takesCalls() ? "the engine can take no more calls" : "the engine is being stopped");
        }
        return settings.unannounced() == Unannounced.QUESTION
                ? call.inlet().join(offer)
                : call.inlet().joinTap(offer);
    }

    /** A stream that was heard has ended. Whether its call has, the channel knows, if there is one. */
    @Override
    public void streamEnded(WatchedCall call, EndOfMedia reason) {
        EndedBy ended = endedBy(reason);
        if (call.live().channel().isPresent() && !closing) {
            loop.after(settings.hangupPatience(), () -> listenAgain(call, ended));
        } else if (!call.inlet().hasStream()) {
            end(call, ended);
        }
    }

    /** Stops the clock, too: until its worker has time to let it go, nothing is missing any more. */
    private void end(WatchedCall call, EndedBy reason) {
        call.inlet().clock().stop();
        call.live().end(reason);
    }

    private EndedBy endedBy(EndOfMedia reason) {
        if (closing) {
            return EndedBy.ENGINE_STOPPED;
        }
        return reason == EndOfMedia.COMPLETED || reason == EndOfMedia.CLOSED_BY_ENGINE
                ? EndedBy.STREAM_ENDED
                : EndedBy.STREAM_FAILED;
    }

    private void listenAgain(WatchedCall call, EndedBy ended) {
        if (call.live().isOver() || call.inlet().hasTap()) {
            return;
        }
        if (call.inlet().tapsHeard() < TAPS_A_CALL) {
            LOG.warn("call {}: its stream ended and no hangup was told; listening again", call.id());
            tapAgain.accept(call.live());
        } else if (!call.inlet().hasStream()) {
            end(call, ended);
        }
    }

    /**
     * Any thread: Asterisk has started no tap of this call, as far as is known; the connection to it may have broken just then. It
     * is asked again, after rising waits, unless the stream comes all the same.
     */
    void tapFailed(WatchedCall call) {
        loop.execute(() -> {
            int failed = call.inlet().countFailedTap();
            if (failed < TAPS_A_CALL) {
                Duration wait = settings.hangupPatience().multipliedBy(1L << (failed - 1));
                loop.after(wait, () -> askAgain(call));
            }
        });
    }

    private void askAgain(WatchedCall call) {
        if (!call.live().isOver() && !call.inlet().hasTap() && !closing) {
            tapAgain.accept(call.live());
        }
    }

    /** Any thread: listens again to a call that goes on, if its stream was lost. */
    void listenAgainIfUnheard(WatchedCall call) {
        loop.execute(() -> {
            if (call.inlet().unheardFor(System.nanoTime()).compareTo(settings.hangupPatience()) > 0) {
                listenAgain(call, EndedBy.STREAM_FAILED);
            }
        });
    }

    /**
     * Ends the calls of which no stream was heard for too long: whether they still are, nobody may ever tell, and there is
     * nothing more to learn. A caller who is merely silent has a stream.
     */
    void giveUpUnheard(long nowNs) {
        for (WatchedCall call : book.all()) {
            Duration atMost = call.live().policy().settings().decideBy().plus(settings.unheardPastDecision());
            if (call.inlet().unheardFor(nowNs).compareTo(atMost) > 0) {
                LOG.warn(
                        "call {}: no stream of it came for {} s; it is watched no more", call.id(), atMost.toSeconds());
                end(call, EndedBy.UNHEARD);
            }
        }
    }

    /** Any thread: the stream of this call is to be heard until the call ends, whatever it was taken for. */
    void keepHearing(WatchedCall call) {
        loop.execute(call.inlet()::expectTap);
    }

    /** Any thread: lets dialplans go on that wait for a verdict on this call. */
    void answer(LiveCall call) {
        book.find(call.id()).ifPresent(watched -> loop.execute(watched.inlet()::answer));
    }

    /** Any thread: closes the way into a call that has ended. */
    void close(WatchedCall call) {
        loop.execute(() -> {
            loop.stopClock(call.inlet().clock());
            call.inlet().close();
            agents.gone(call.id());
        });
    }
}
