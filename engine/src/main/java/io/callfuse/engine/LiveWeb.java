package io.callfuse.engine;

import io.callfuse.engine.action.CallControl;
import io.callfuse.engine.action.Verdict;
import io.callfuse.engine.archive.Archive;
import io.callfuse.engine.archive.Evidence;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigException;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.metrics.EngineMetrics;
import io.callfuse.engine.web.LiveBoard;
import io.callfuse.engine.web.LiveCalls;
import io.callfuse.engine.web.WebBindException;
import io.callfuse.engine.web.WebServer;
import io.callfuse.engine.web.WebSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything by which an engine is seen over HTTP. Made before the first call, started when the engine serves. */
final class LiveWeb implements LiveCalls, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveWeb.class);

    /** Counters of the log that go up and down. */
    private static final List<String> LEVELS =
            List.of("store_waiting_bytes", "webhooks_waiting_bytes", "webhooks_off", "kafka_waiting_bytes");

    /** Counters of the log that are told while a call goes on, and not at its end. */
    private static final List<String> TOLD_LIVE =
            List.of("calls_ended", "audio_frames", "gap_frames", "dropped_frames");

    private static final double MS_A_SECOND = 1000;

    private final CallBook book;
    private final Verdicts verdicts;
    private final CallMarks marks;
    private final EngineMetrics metrics = new EngineMetrics();
    private final CallTally tally = new CallTally(metrics);
    private final LiveBoard board = new LiveBoard();
    private Optional<EngineHealth> health = Optional.empty();
    private Optional<WebServer> server = Optional.empty();

    LiveWeb(CallBook book, Verdicts verdicts, CallMarks marks) {
        this.book = book;
        this.verdicts = verdicts;
        this.marks = marks;
    }

    /** Lets those outside see what {@code next} acts on. */
    CallFollower follow(CallFollower next, Function<LiveCall, String> policyOf) {
        return new CallBroadcast(next, board, tally, verdicts, policyOf);
    }

    /** Measures what is asked of Asterisk. */
    CallControl measure(CallControl control) {
        return new MeasuredCallControl(control, tally);
    }

    /**
     * What is looked at.
     *
     * @param rounds of each worker, how many it has begun
     * @param taking {@code taking}, or why no new calls are taken
     * @param asterisk how the links to Asterisk stand
     * @param counters those of the log
     * @param overload 0 while the engine keeps up, 1 while it gives up words, 2 while calls, too
     * @param callsAtMost how many calls may be held at present
     */
    record Looks(
            List<LongSupplier> rounds,
            Supplier<String> taking,
            Supplier<AsteriskLinks> asterisk,
            Archive archive,
            Supplier<Map<String, Long>> counters,
            DoubleSupplier overload,
            DoubleSupplier callsAtMost) {}

    /** Begins to answer. */
    void start(LoadedConfig loaded, String model, Looks looks) throws EngineStartException {
        EngineHealth looking = new EngineHealth(looks.rounds(), looks.taking(), looks.asterisk(), looks.archive());
        health = Optional.of(looking);
        try {
            WebSettings settings = WebWay.settings(loaded.config(), System::getenv);
            String run = Long.toHexString(System.currentTimeMillis());
            WebServer web = new WebServer(settings, new WebServer.Sources(board, this, looking, metrics::scrape, run));
            server = Optional.of(web);
            describe(model, looks, web);
            web.start();
            LOG.info(
                    "HTTP listens on {}:{}",
                    web.address().getHostString(),
                    web.address().getPort());
            if (settings.tls().isEmpty() && !web.address().getAddress().isLoopbackAddress()) {
                LOG.warn(
                        "http: the token goes over the network in the clear: name http.certificateFile and http.keyFile");
            }
        } catch (WebBindException refused) {
            throw new EngineStartException("http.listen: " + refused.getMessage(), refused);
        } catch (ConfigException | IOException refused) {
            throw new EngineStartException("http: " + refused.getMessage(), refused);
        }
        looking.start();
    }

    private void describe(String model, Looks looks, WebServer web) {
        metrics.build(Map.of("version", EngineVersion.text(), "model", model));
        metrics.gauge("calls.live", "Calls under watch.", book::size);
        metrics.gauge("calls.at.most", "Calls that may be under watch at present.", looks.callsAtMost());
        metrics.gauge(
                "overload",
                "0 while scores come in time, 1 while words are given up for them, 2 while new calls are.",
                looks.overload());
        metrics.gauge("queue.frames", "Frames that wait for a worker, in all.", this::allQueues);
        metrics.gauge(
                "queue.frames.longest", "Frames that wait for a worker, of the call with most.", this::longestQueue);
        if (looks.asterisk().get() != AsteriskLinks.NONE_WANTED) {
            metrics.gauge(
                    "asterisk.up",
                    "Whether the links to Asterisk stand.",
                    () -> looks.asterisk().get().isDown() ? 0 : 1);
        }
        metrics.gauge(
                "ready",
                "Whether /readyz says so.",
                () -> health.orElseThrow().ready().ok() ? 1 : 0);
        metrics.gauge("archive.waiting.bytes", "Bytes that wait to be written.", () -> looks.archive()
                .waitingBytes());
        metrics.mirror(
                () -> {
                    Map<String, Long> all = new LinkedHashMap<>(looks.counters().get());
                    web.counters().forEach((name, count) -> all.put("http_" + name, count));
                    return all;
                },
                LEVELS,
                TOLD_LIVE);
    }

    private double allQueues() {
        return book.all().stream().mapToInt(call -> call.live().queue().size()).sum();
    }

    private double longestQueue() {
        return book.all().stream()
                .mapToInt(call -> call.live().queue().size())
                .max()
                .orElse(0);
    }

    /** Shows how recognition does, too. */
    void hears(Recognition words) {
        metrics.gauge("recognition.up", "Whether words are heard.", () -> words.isUp() ? 1 : 0);
        metrics.gauge(
                "recognition.delay.median.seconds",
                "From a frame of speech to its recognition, half of all frames.",
                () -> words.delay().medianMs() / MS_A_SECOND);
        metrics.gauge(
                "recognition.delay.p95.seconds",
                "From a frame of speech to its recognition, 95 of 100 frames.",
                () -> words.delay().p95Ms() / MS_A_SECOND);
    }

    /** Where it answers; only after it was started. */
    InetSocketAddress address() {
        return server.orElseThrow().address();
    }

    @Override
    public Optional<Verdict> verdict(CallId id) {
        return book.find(id).map(call -> verdicts.of(call.live())).or(() -> book.lastWord(id));
    }

    @Override
    public CompletionStage<Evidence> evidence(CallId id) {
        CompletableFuture<Evidence> evidence = new CompletableFuture<>();
        book.find(id)
                .map(WatchedCall::live)
                .ifPresent(live ->
                        live.post(() -> evidence.complete(live.pipeline().evidence())));
        return evidence;
    }

    @Override
    public boolean mark(CallId id, Map<String, String> facts) {
        return marks.take(book.find(id), Optional.of(id), facts, CallMarks.HTTP);
    }

    @Override
    public void close() {
        server.ifPresent(WebServer::close);
        health.ifPresent(EngineHealth::close);
        metrics.close();
    }
}
