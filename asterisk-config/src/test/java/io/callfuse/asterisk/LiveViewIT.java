package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real calls as programs see them: the live view, a policy that changes meanwhile, a rule on a mark, and who is told of it all. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class LiveViewIT {
    private static final double WAITING_HZ = 440;
    private static final double SOOTHING_HZ = 660;
    private static final double FALLBACK_HZ = 760;
    private static final double UPSET = 40;
    private static final Duration STAY = Duration.ofSeconds(120);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Set<String> TOLD = Set.of("fuse", "decision", "switch", "call");

    /** Nobody is decided before the test has seen him: a deadline would depend on how fast the machine is. */
    private static final String NOBODY = "version: '1', decideBy: 10 min, fuse: {enterThreshold: 100}";

    private static final String UPSET_ONES = "version: '2', decideBy: 10 min, appliesTo: live-calls, switchTo: care,"
            + " routes: {care: {context: callfuse-routes, extension: fallback},"
            + " fallback: {context: callfuse-routes, extension: soothing},"
            + " agent: {context: callfuse-routes, extension: agent}},"
            + " fuse: {enterThreshold: 30, exitThreshold: 20, dwell: 1 s}";

    private static final String BY_QUEUE = "version: queue-1, decideBy: 10 min, fuse: {enterThreshold: 100}, rules:"
            + " [{name: waits-long, when: 'queue == \"support\" && queueSeconds >= 2', for: 1 s, route: soothing}]";

    @TempDir
    static Path directory;

    private final LiveView view = new LiveView();

    @Test
    void shouldShowAndTellOfACallerWhomAPolicyMovesThatChangedMeanwhile(AsteriskLab lab) throws Exception {
        LiveView otherView = new LiveView();
        try (HookReceiver hook = new HookReceiver();
                EngineProcess engine = start(lab, NOBODY, view, hook);
                EngineProcess unchanged = EngineProcess.startDeciding(lab, NOBODY, otherView.configuration())) {
            await().atMost(LONG).until(view::isReady);
            await().atMost(LONG).until(otherView::isReady);
            assertThat(List.of("/calls", "/events", "/metrics"))
                    .allSatisfy(path ->
                            assertThat(view.askAsStranger(path).statusCode()).isEqualTo(401));
            assertThat(view.calls(engine)).isEmpty();
            List<LiveView.Event> events = view.follow(engine);
            try (SippCaller caller = caller(lab, engine.extension("queue"), "en-angry");
                    SippCaller other = caller(lab, unchanged.extension("queue"), "en-angry")) {
                JsonNode upset = awaitCall(view, engine, UPSET);
                assertThat(upset.path("fuse").asString("")).isEqualTo("closed");
                assertThat(upset.path("policy").asString("")).isEqualTo("1");
                engine.reconfigure(NOBODY, UPSET_ONES);
                awaitHeard(caller, FALLBACK_HZ);
                JsonNode moved = view.calls(engine).get(0);
                assertThat(moved.path("id")).isEqualTo(upset.path("id"));
                assertThat(moved.path("policy").asString("")).isEqualTo("2");
                assertThat(moved.at("/decision/route").asString("")).isEqualTo("care");
                await().atMost(LONG)
                        .until(() -> number(view.ask(engine, "/metrics"), "callfuse_switches_total{outcome=\"moved\"}")
                                == 1);
                String metrics = view.ask(engine, "/metrics");
                assertThat(number(metrics, "callfuse_calls_live")).isEqualTo(1);
                assertThat(number(metrics, "callfuse_calls_started_total")).isEqualTo(1);
                assertThat(number(metrics, "callfuse_trips_total{by=\"score\"}"))
                        .isEqualTo(1);
                double heardSeconds = moved.path("seconds").asDouble(0);
                await().atMost(LONG).until(() -> otherView.calls(unchanged).stream()
                        .anyMatch(call -> call.path("seconds").asDouble(0) >= heardSeconds));
                assertThat(other.secondsUntilHeard(FALLBACK_HZ)).isEmpty();
                assertThat(caller.secondsUntilHeard(SOOTHING_HZ)).isEmpty();
                lab.hangUpCallers();
                await().atMost(LONG)
                        .until(() -> engine.records().size() == 1
                                && unchanged.records().size() == 1);
            }
            verifyEvents(events);
            verifyArchive(lines(engine));
            JsonNode left = record(lines(unchanged));
            assertThat(left.path("trips"))
                    .as("by the policy that did not change")
                    .isEmpty();
            assertThat(left.path("maxScore").asDouble(0)).isGreaterThanOrEqualTo(UPSET);
            verifyTold(hook, lines(engine));
        }
    }

    /** Score by score, and what the fuse did in the order in which it did it. */
    private static void verifyEvents(List<LiveView.Event> events) {
        await().atMost(LONG).until(() -> told(events).contains("ended"));
        assertThat(told(events))
                .containsExactly(
                        "started",
                        "fuse confirming",
                        "fuse tripped",
                        "decision",
                        "fuse switched",
                        "fuse archived",
                        "ended");
        List<Double> seconds = events.stream()
                .filter(event -> event.type().equals("score"))
                .map(event -> event.facts().path("seconds").asDouble(-1))
                .toList();
        assertThat(seconds).hasSizeGreaterThan(4).isSorted();
        assertThat(events)
                .extracting(LiveView.Event::type)
                .startsWith("started")
                .endsWith("ended");
    }

    /** All events but scores, and the first class, which may come at any time. */
    private static List<String> told(List<LiveView.Event> events) {
        return events.stream()
                .filter(event -> !event.type().equals("score") && !event.type().equals("class"))
                .map(event -> (event.type() + " " + event.facts().path("to").asString("")).strip())
                .toList();
    }

    private static void verifyArchive(List<JsonNode> lines) {
        assertThat(lines.stream().filter(line -> type(line).equals("policy")))
                .extracting(line -> line.path("policy").asString(""))
                .containsExactly("1", "2");
        JsonNode call = record(lines);
        assertThat(call.path("policy").asString("")).isEqualTo("2");
        List<JsonNode> changes = new ArrayList<>();
        call.path("inputs").forEach(input -> {
            if (input.path("kind").asString("").equals("policy")) {
                changes.add(input);
            }
        });
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.path("before").asString("")).isEqualTo("1");
            assertThat(change.path("version").asString("")).isEqualTo("2");
            assertThat(change.path("atMs").asLong(0))
                    .isLessThan(call.at("/trips/0/atMs").asLong(0));
        });
        assertThat(call.path("trips")).hasSize(1);
    }

    @Test
    void shouldMoveTheCallerWhomTheDialplanMarkedWithAQueue(AsteriskLab lab) throws Exception {
        try (HookReceiver hook = new HookReceiver();
                EngineProcess engine = start(lab, BY_QUEUE, view, hook)) {
            await().atMost(LONG).until(view::isReady);
            try (SippCaller unmarked = caller(lab, engine.extension("queue"), "en-calm")) {
                JsonNode first = awaitCall(view, engine, 0);
                try (SippCaller marked = caller(lab, engine.extension("queued"), "en-calm")) {
                    awaitHeard(marked, SOOTHING_HZ);
                    await().atMost(LONG).until(() -> view.calls(engine).stream()
                            .filter(call -> call.path("id").equals(first.path("id")))
                            .anyMatch(call -> call.path("speechSeconds").asDouble(0) > 4));
                    await().atMost(LONG).until(() -> unmarked.phone().ear().hearsNow(WAITING_HZ));
                    assertThat(unmarked.secondsUntilHeard(SOOTHING_HZ)).isEmpty();
                    String metrics = view.ask(engine, "/metrics");
                    assertThat(number(metrics, "callfuse_trips_total{by=\"rule\"}"))
                            .isEqualTo(1);
                    assertThat(number(metrics, "callfuse_trips_total{by=\"score\"}"))
                            .isZero();
                    lab.hangUpCallers();
                    await().atMost(LONG).until(() -> engine.records().size() == 2);
                }
            }
            List<JsonNode> lines = lines(engine);
            assertThat(lines.stream().filter(line -> type(line).equals("rule")))
                    .singleElement()
                    .satisfies(
                            line -> assertThat(line.path("rule").asString("")).isEqualTo("waits-long"));
            assertThat(lines.stream().filter(line -> type(line).equals("decision")))
                    .extracting(line -> line.path("reason").asString("") + " "
                            + line.path("route").asString(""))
                    .containsExactly("rule soothing", "normal none");
            verifyTold(hook, lines);
        }
    }

    @Test
    void shouldNotBeReadyWhileAsteriskIsAway(AsteriskLab lab) throws Exception {
        try (EngineProcess engine = EngineProcess.startDeciding(lab, NOBODY, view.configuration())) {
            await().atMost(LONG).until(view::isReady);
            try {
                lab.stop();
                await().atMost(LONG).until(() -> !view.isReady());
                assertThat(view.askAsStranger("/readyz").statusCode()).isEqualTo(503);
                assertThat(view.askAsStranger("/readyz").body()).contains("AMI is not connected");
                assertThat(view.askAsStranger("/healthz").statusCode()).isEqualTo(200);
                assertThat(number(view.ask(engine, "/metrics"), "callfuse_asterisk_up"))
                        .isZero();
            } finally {
                lab.startAgain();
            }
            await().atMost(LONG).until(view::isReady);
            assertThat(number(view.ask(engine, "/metrics"), "callfuse_asterisk_up"))
                    .isEqualTo(1);
        }
    }

    /** Each line that is told came once, as the archive has it, in its order, and with a signature that is right. */
    private static void verifyTold(HookReceiver hook, List<JsonNode> archive) {
        List<String> wanted = archive.stream()
                .filter(line -> TOLD.contains(type(line)))
                .map(line -> line.path("id").asString(""))
                .toList();
        await().atMost(LONG)
                .until(() ->
                        hook.taken().size() >= wanted.size() || !hook.faults().isEmpty());
        assertThat(hook.faults()).isEmpty();
        assertThat(hook.taken())
                .extracting(body -> body.path("id").asString(""))
                .containsExactlyElementsOf(wanted);
        assertThat(hook.taken().stream().map(LiveViewIT::type)).contains("fuse", "decision", "switch", "call");
        assertThat(hook.posts())
                .as("and the one that was turned away, told again")
                .isGreaterThan(wanted.size());
    }

    private static EngineProcess start(AsteriskLab lab, String policy, LiveView view, HookReceiver hook)
            throws IOException {
        return EngineProcess.startDeciding(lab, policy, view.configuration() + hook.configuration(directory));
    }

    private static SippCaller caller(AsteriskLab lab, String extension, String voice) {
        return SippCaller.speaking(lab, extension, Speech.raw(voice, directory), STAY);
    }

    /** The one live call of an engine, once its caller has spoken enough and scores that much. */
    private static JsonNode awaitCall(LiveView view, EngineProcess engine, double score) {
        return await().atMost(LONG)
                .until(() -> view.calls(engine), calls -> calls.stream()
                        .anyMatch(call -> call.path("speechSeconds").asDouble(0) >= 2
                                && call.path("score").asDouble(0) >= score))
                .get(0);
    }

    private static void awaitHeard(SippCaller caller, double frequencyHz) {
        await().atMost(LONG)
                .until(() -> caller.phone().ear().hearsNow(frequencyHz)
                        || !caller.phone().isInUse());
        assertThat(caller.secondsUntilHeard(frequencyHz))
                .as(frequencyHz + " Hz is heard")
                .isPresent();
    }

    /** The value of a series. */
    private static double number(String metrics, String series) {
        return metrics.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(series + " is not in " + metrics));
    }

    private static List<JsonNode> lines(EngineProcess engine) {
        return engine.archive().stream().map(JsonMapper.shared()::readTree).toList();
    }

    private static JsonNode record(List<JsonNode> lines) {
        return lines.stream()
                .filter(line -> type(line).equals("call"))
                .findFirst()
                .orElseThrow();
    }

    private static String type(JsonNode line) {
        return line.path("type").asString("");
    }
}
