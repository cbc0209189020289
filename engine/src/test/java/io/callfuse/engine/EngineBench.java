package io.callfuse.engine;

import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaTime;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.EngineConfig.Unannounced;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.IngressLoop;
import io.callfuse.engine.ingress.MediaFrameSink;
import io.callfuse.engine.ingress.MediaOffer;
import io.callfuse.engine.ingress.MediaRefusedException;
import io.callfuse.engine.ingress.MediaStream;
import io.callfuse.engine.overload.DelayCount;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.privacy.CallerPseudonyms;
import io.callfuse.engine.privacy.MarkRedaction;
import io.callfuse.models.EmotionModel;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** An engine without sockets: Asterisk and the archive are stubs, the inlet's thread is real, the worker is stepped by hand. */
final class EngineBench implements AutoCloseable {
    static final Duration UNHEARD_AT_MOST = Duration.ofSeconds(120);
    static final long LATE_AFTER_NS = 50_000_000;
    private static final int MAX_CALLS = 4;
    private static final Duration NO_PATIENCE = Duration.ofMillis(1);
    /** The clock of a call is stepped by the test; audio that comes fast is no gap. */
    private static final Duration GAP_AFTER = Duration.ofSeconds(5);

    final PolicySettings policy = ConfigLoader.defaults().policySettings();
    final CallBook book = new CallBook();
    final StubArchive archive = new StubArchive();
    final StubCallControl control = new StubCallControl();
    final List<AnalysedCall> ended = new CopyOnWriteArrayList<>();
    final List<CallId> gone = new CopyOnWriteArrayList<>();
    final LegWorker worker = new LegWorker(0, MAX_CALLS, new DelayCount(LATE_AFTER_NS));
    final IngressLoop loop = new IngressLoop();
    final CallOpener opener;
    final FrontDesk desk;

    EngineBench() {
        this(Unannounced.QUESTION);
    }

    EngineBench(Unannounced unannounced) {
        Verdicts verdicts = new Verdicts();
        CallMakings makings =
                new CallMakings(EmotionModel.embedded(), policy, new EngineIdentity("test", "test", "test"), 64);
        CallOpener.Settings settings = new CallOpener.Settings(
                GAP_AFTER, MAX_CALLS, unannounced, NO_PATIENCE, UNHEARD_AT_MOST.minus(policy.decideBy()));
        opener = new CallOpener(book, loop, List.of(worker), settings, makings);
        MarkRedaction redaction =
                PrivacyWay.redaction(ConfigLoader.defaults().config().privacy().keepMarks());
        CallMarks marks = new CallMarks(book, archive, Clock.systemUTC(), redaction, new CallerPseudonyms("a key"));
        desk = new FrontDesk(book, opener, verdicts, marks);
        desk.controls(control);
        CallDecisions.Listeners listeners = new CallDecisions.Listeners(
                call -> {
                    if (call.takeAnswer()) {
                        opener.answer(call);
                    }
                },
                (call, analysed) -> ended.add(analysed),
                call -> {
                    gone.add(call.id());
                    Optional<WatchedCall> watched = book.find(call.id());
                    book.remove(call, verdicts.of(call));
                    watched.ifPresent(opener::close);
                },
                noMedia -> {});
        opener.follow(new CallDecisions(archive, Optional.of(control), listeners, Optional.empty()), desk::tapAgain);
    }

    static CallChannel channel(String uniqueId) {
        return new CallChannel("PJSIP/trunk-" + uniqueId, uniqueId, uniqueId, "5550100");
    }

    /** Takes a channel under watch by AGI and returns the call's id. */
    CallId watch(String uniqueId) {
        return desk.watch(channel(uniqueId), Optional.empty()).id();
    }

    /** Connects a stream under this id. */
    Peer connect(CallId id) {
        return onLoop(() -> new Peer(id));
    }

    /** Connects the tap that the engine has asked for. */
    Peer connectTap(CallId call) {
        return connect(TapId.of(call));
    }

    LiveCall live(CallId id) {
        return book.find(id).orElseThrow().live();
    }

    /** Runs the call's clock for so long with no audio; less if the call ends. */
    void passSilently(CallId id, Duration time) {
        WatchedCall call = book.find(id).orElseThrow();
        long untilMs = call.live().heardMs() + time.toMillis();
        while (call.live().heardMs() < untilMs && !call.live().isOver()) {
            onLoop(() -> {
                call.inlet().clock().gap(0);
                return null;
            });
            worker.doWork();
        }
    }

    /** Does what the inlet's thread and the worker have to do now. */
    void settle() {
        for (int i = 0; i < 3; i++) {
            onLoop(() -> null);
            worker.doWork();
        }
    }

    /** Waits until the call is gone, and its inlet with it. */
    void awaitGone(CallId id) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            settle();
            return book.find(id).isEmpty();
        });
        settle();
    }

    String endedBy(CallId id) {
        String marker = "\"endedBy\":\"";
        String line = archive.lines.stream()
                .filter(kept -> kept.id().equals(id + ":call"))
                .findFirst()
                .orElseThrow()
                .json();
        int at = line.indexOf(marker) + marker.length();
        return line.substring(at, line.indexOf('"', at));
    }

    <T> T onLoop(Supplier<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                done.complete(task.get());
            } catch (RuntimeException | Error fault) {
                done.completeExceptionally(fault);
            }
        });
        return done.join();
    }

    @Override
    public void close() {
        loop.close();
    }

    /** The far end of one stream; what it does happens on the inlet's thread. */
    final class Peer implements MediaStream {
        private final MediaFrameSink sink;
        private volatile boolean finished;
        private boolean over;

        private Peer(CallId id) {
            try {
                sink = opener.open(new MediaOffer(id, "test", "test", this));
            } catch (MediaRefusedException refused) {
                throw new CompletionException(refused);
            }
        }

        /** Sends audio, and lets the worker keep up with it. */
        void say(short[] samples) {
            for (int at = 0; at + MediaTime.FRAME_SAMPLES <= samples.length; at += MediaTime.FRAME_SAMPLES) {
                int offset = at;
                onLoop(() -> {
                    sink.audio(samples, offset, System.nanoTime());
                    return null;
                });
                worker.doWork();
            }
        }

        /** Sends so many frames, which wait for the worker. */
        void offer(short[] samples, int frames) {
            onLoop(() -> {
                for (int frame = 0; frame < frames; frame++) {
                    sink.audio(samples, frame * MediaTime.FRAME_SAMPLES, System.nanoTime());
                }
                return null;
            });
        }

        void press(char digit) {
            onLoop(() -> {
                sink.digit(digit);
                return null;
            });
        }

        /** Ends the stream from the far end. */
        void end(EndOfMedia reason) {
            onLoop(() -> {
                over = true;
                sink.end(reason);
                return null;
            });
        }

        /** The engine lets the stream go: as the real one, it ends a moment later. */
        @Override
        public void finish() {
            finished = true;
            loop.execute(() -> {
                if (!over) {
                    over = true;
                    sink.end(EndOfMedia.CLOSED_BY_ENGINE);
                }
            });
        }

        boolean finished() {
            return finished;
        }
    }
}
