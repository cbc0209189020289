package io.callfuse.engine.load;

import io.callfuse.engine.archive.MediaCounters;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An engine that runs anyway, seen through its web server: the event stream tells scores and ends, {@code /metrics} what it uses. The
 * stream has each call's last second ten times a second, so a score may be skipped; the end of a call has the fingerprint of all of
 * them. Thread-safe.
 */
final class RunningEngine implements TestedEngine {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
    private static final String DATA = "data: ";
    private static final String TYPE = "event: ";

    private final EngineAddress address;
    private final EngineTelling.Calls calls;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();
    private final Map<CallId, Long> lastSecond = new HashMap<>();
    private Stream<String> events;
    private volatile boolean closing;

    private RunningEngine(EngineAddress address, EngineTelling.Calls calls) {
        this.address = address;
        this.calls = calls;
    }

    /**
     * Begins to listen to it.
     *
     * @throws IOException if it does not answer, or not to this token; the message says so
     */
    static RunningEngine at(EngineAddress address, EngineTelling.Calls calls) throws IOException, InterruptedException {
        RunningEngine engine = new RunningEngine(address, calls);
        engine.reading();
        HttpResponse<Stream<String>> response =
                engine.ask("/events?types=score,ended", BodyHandlers.ofLines(), Duration.ofDays(1));
        engine.events = response.body();
        Thread reader = new Thread(engine::read, "load-events");
        reader.setDaemon(true);
        reader.start();
        return engine;
    }

    private <T> HttpResponse<T> ask(String path, HttpResponse.BodyHandler<T> handler, Duration within)
            throws IOException, InterruptedException {
        URI uri = address.web().resolve(path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + address.token())
                .timeout(within)
                .build();
        HttpResponse<T> response;
        try {
            response = client.send(request, handler);
        } catch (IOException unheard) {
            throw new IOException(
                    uri + " does not answer (" + reason(unheard) + "): does the engine run, with http.enabled: true?",
                    unheard);
        }
        if (response.statusCode() != 200) {
            throw new IOException(uri + " answers " + response.statusCode()
                    + (response.statusCode() == 401 ? ": is the token right (--token-file)?" : ""));
        }
        return response;
    }

    private static String reason(IOException failure) {
        if (failure instanceof ConnectException) {
            return "connection refused";
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private void read() {
        String[] type = {""};
        try {
            events.forEach(line -> {
                if (line.startsWith(TYPE)) {
                    type[0] = line.substring(TYPE.length());
                } else if (line.startsWith(DATA)) {
                    hear(type[0], JsonMapper.shared().readTree(line.substring(DATA.length())));
                }
            });
            ended("it has ended");
        } catch (UncheckedIOException broken) {
            ended(reason(broken.getCause()));
        } catch (JacksonException | IllegalArgumentException garbled) {
            ended("it says what is not understood: " + garbled.getMessage());
        }
    }

    private void ended(String why) {
        if (!closing) {
            calls.fault("nothing more is heard of the engine by " + address.web() + "/events: " + why);
        }
    }

    private void hear(String type, JsonNode event) {
        switch (type) {
            case "score" -> scored(event);
            case "ended" -> {
                CallId call = CallId.parse(event.path("call").stringValue(""));
                lastSecond.remove(call);
                calls.ended(
                        call,
                        event.path("fingerprint").stringValue(""),
                        event.path("trips").intValue(0) > 0,
                        new MediaCounters(
                                event.path("audioFrames").longValue(0),
                                event.path("gapFrames").longValue(0),
                                event.path("droppedFrames").longValue(0)));
            }
            case "missed" ->
                calls.fault(address.web() + "/events has missed "
                        + event.path("events").longValue(0) + " events: what became of some calls is not known");
            default -> {
                // of no use here
            }
        }
    }

    private void scored(JsonNode event) {
        CallId call = CallId.parse(event.path("id").stringValue(""));
        long second = (long) event.path("seconds").doubleValue(0);
        Long before = lastSecond.put(call, second);
        if (second == 0 || before != null && before >= second) {
            return;
        }
        Instant scoredAt = Instant.parse(event.path("scoredAt").stringValue(""));
        // Both clocks are asked at once, so that the engine's may be set right in between.
        long agoNs = Duration.between(scoredAt, Instant.now()).toNanos();
        long publishedNs = System.nanoTime() - agoNs;
        MediaCounters complete = new MediaCounters(second * MediaTime.FRAMES_PER_SECOND, 0, 0);
        calls.scored(
                call, TimeUnit.SECONDS.toMillis(second), event.path("score").doubleValue(0), complete, 0, publishedNs);
    }

    @Override
    public LegConnection open(Wire wire, CallId call) throws IOException {
        return switch (wire) {
            case AUDIOSOCKET -> TcpLeg.audioSocket(address.audio(), call.uuid());
            case WEBSOCKET -> TcpLeg.webSocket(address.audio(), call.uuid());
            case RTP -> throw new IOException("over RTP an engine hears only what Asterisk has announced");
        };
    }

    @Override
    public ProcessReading reading() throws IOException {
        try {
            String metrics =
                    ask("/metrics", BodyHandlers.ofString(), ANSWERS_WITHIN).body();
            return new ProcessReading(
                    System.nanoTime(),
                    (long) value(metrics, "process_cpu_time_ns_total"),
                    (long) value(metrics, "process_resident_memory_bytes"),
                    (int) value(metrics, "jvm_threads_live_threads"),
                    (int) value(metrics, "process_files_open_files"));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }

    /** A series without labels; 0 where it is not there. */
    static double value(String metrics, String series) {
        return metrics.lines()
                .filter(line -> line.startsWith(series + ' '))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .filter(Double::isFinite)
                .findFirst()
                .orElse(0);
    }

    @Override
    public List<CollectorPause> pauses() {
        return List.of();
    }

    /** Leaves it running. */
    @Override
    public void close() {
        closing = true;
        events.close();
    }
}
