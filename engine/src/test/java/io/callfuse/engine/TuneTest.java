package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.archive.store.ToldEvent;
import io.callfuse.engine.archive.store.TrackedCall;
import io.callfuse.engine.asr.DigitSpeech;
import io.callfuse.engine.asr.feed.RecognitionLimits;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.cli.CommandRun;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.privacy.NumberRedaction;
import io.callfuse.engine.tuning.KeptPolicies;
import io.callfuse.engine.tuning.LiveChecks;
import io.callfuse.engine.tuning.PastCall;
import io.callfuse.models.EmotionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls over the wire, faster than anybody speaks, with recognition that comes late and leaves words out, holds, marks, and a policy
 * that changes in their midst; then the same calls by {@code tune}. As many as {@code -Dcallfuse.tune.calls=N} says.
 */
@Timeout(14400)
class TuneTest {
    private static final int CALLS = Integer.getInteger("callfuse.tune.calls", 24);
    private static final int AT_ONCE = 6;
    private static final int LABELLED = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int FRAME_SAMPLES = 160;

    private static final String FIRST =
            """
              version: 'first'
              fuse: {enterThreshold: 45, exitThreshold: 30, dwell: 2 s, cooldown: 10 s}
              rules:
                - {name: rising, when: 'trend(score, "5 s") > 1 && mean(score, "3 s") > 20', for: 1 s, route: technical}
                - {name: three, when: 'said("three") && speechSeconds > 3'}
              routes:
                soothing: {context: c, extension: s, queue: calm, minAgents: 1, otherwise: fallback}
                technical: {context: c, extension: t, queue: tech, maxWaiting: 3, skills: [technical]}
                adviser: {context: c, extension: v, skills: [adviser]}
                fallback: {context: c, extension: f}
                agent: {context: c, extension: a}
              needs:
                - {name: again, when: 'earlierCalls("7 d") >= 2', skill: adviser}
                - {name: quiet, when: 'freeAgents("tech") > 1', skill: technical}
            """;
    private static final String SECOND =
            """
              version: 'second'
              appliesTo: live-calls
              fuse: {enterThreshold: 60, exitThreshold: 40, dwell: 1 s, cooldown: 10 s}
              rules:
                - {name: billed, when: 'queue == "billing" && silenceSeconds > 0.5 && timesSaid("one|four", "60 s") >= 1'}
            """;

    @TempDir
    static Path folder;

    private static final Map<String, double[]> SCORES = new ConcurrentHashMap<>();
    private static Path config;

    @BeforeAll
    static void takeCalls() throws Exception {
        config = folder.resolve("callfuse.yaml");
        write(FIRST);
        List<short[]> voices = List.of(
                DemoAudio.samples(DemoAudio.copy("en-angry", folder)),
                DemoAudio.samples(DemoAudio.copy("en-escalating", folder)));
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try (Engine engine = new Engine(
                NoGaps.in(ConfigLoader.load(config)), EmotionModel.embedded(), RecognitionLimits.standard())) {
            engine.start();
            assertThat(engine.recognition().orElseThrow().awaitUp(PATIENCE)).isTrue();
            List<CompletableFuture<Void>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                int number = i;
                short[] voice = part(voices.get(i % voices.size()), i);
                calls.add(CompletableFuture.runAsync(() -> call(engine, number, voice), callers));
            }
            await().atMost(PATIENCE)
                    .until(() ->
                            calls.stream().filter(CompletableFuture::isDone).count() >= CALLS / 3);
            write(SECOND);
            calls.forEach(CompletableFuture::join);
            assertThat(engine.policyVersion()).isEqualTo("second");
        } finally {
            callers.shutdownNow();
        }
        SCORES.keySet().stream().sorted().limit(LABELLED).forEach(id -> {
            CommandRun label = CommandRun.of("label", id, "upset", "-c", config);
            assertThat(label.exitCode()).as(label.err()).isZero();
        });
    }

    private static void write(String policy) throws IOException {
        Path fresh = folder.resolve("fresh.yaml");
        Files.writeString(
                fresh,
                """
                audiosocket: {maxSpeed: 0, listen: '127.0.0.1:0', unannounced: watch}
                agi: {listen: '127.0.0.1:0'}
                ami: {enabled: false}
                recognition: {model: '%s'}
                archive: {directory: '%s'}
                policy:
                %s"""
                        .formatted(DigitSpeech.model(), folder.resolve("archive"), policy));
        Files.move(fresh, config, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The beginning, so that no two calls in a row are of the same length. */
    private static short[] part(short[] voice, int number) {
        return Arrays.copyOf(voice, voice.length / 6 * (1 + number / 2 % 6) / FRAME_SAMPLES * FRAME_SAMPLES);
    }

    /** Digits, then somebody who is upset; on hold for a while, and in a queue. */
    private static void call(Engine engine, int number, short[] voice) {
        CallId id = CallId.random();
        try (AudioSocketCaller caller = new AudioSocketCaller(engine.audioSocketAddress(), id)) {
            caller.send(DigitSpeech.of(3, number).samples(), () -> engine.progressOf(id));
            LiveCall live = engine.live(id).orElseThrow();
            live.note("mark", Map.of("queue", number % 3 == 0 ? "sales" : "billing"));
            // As the board and the database would tell.
            live.note(
                    "queues",
                    Map.of("calm", "2 3 " + number % 2 + " 10", "tech", number % 5 + " 3 " + number % 3 + " 9"));
            live.note("history", Map.of("calls", number % 4 == 0 ? "60 fault,86400!" : "60"));
            int third = voice.length / 3 / FRAME_SAMPLES * FRAME_SAMPLES;
            caller.send(Arrays.copyOf(voice, third), () -> engine.progressOf(id));
            live.held(number % 2 == 0, "the agent");
            caller.send(Arrays.copyOfRange(voice, third, 2 * third), () -> engine.progressOf(id));
            live.held(false, "the agent");
            caller.send(Arrays.copyOfRange(voice, 2 * third, voice.length), () -> engine.progressOf(id));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        await().atMost(PATIENCE).until(() -> engine.reportOf(id).isPresent());
        ScoreTrack timeline = engine.reportOf(id).orElseThrow().report().timeline();
        double[] scores = new double[timeline.length()];
        Arrays.setAll(scores, second -> timeline.paused(second) ? Double.NaN : timeline.score(second));
        SCORES.put(id.toString(), scores);
    }

    private static CommandRun tune(Object... options) {
        Object[] all = new Object[options.length + 5];
        System.arraycopy(new Object[] {"tune", "-c", config, "--zone", "UTC"}, 0, all, 0, 5);
        System.arraycopy(options, 0, all, 5, options.length);
        return CommandRun.of(all);
    }

    private static List<TrackedCall> kept() throws Exception {
        List<TrackedCall> calls = new ArrayList<>();
        try (CallStore store = store()) {
            store.tracked(Instant.MIN, Instant.MAX, calls::add);
        }
        return calls;
    }

    private static CallStore store() throws Exception {
        return CallStore.open(
                        new DatabaseAddress.SqliteFile(folder.resolve("archive").resolve("callfuse.db")))
                .orElseThrow();
    }

    @Test
    void shouldDecideEachCallAsItWasDecidedLive() {
        CommandRun run = tune("--verify");
        assertThat(run.err()).isEmpty();
        Matcher said = Pattern.compile("(\\d+) calls compared, \\d+ events: 0 calls differ"
                        + "(; left out: (\\d+) with numbers that were taken out after rules had heard them)?")
                .matcher(run.out().strip());
        assertThat(said.matches()).as(run.out()).isTrue();
        int compared = Integer.parseInt(said.group(1));
        int leftOut = said.group(3) == null ? 0 : Integer.parseInt(said.group(3));
        assertThat(compared + leftOut).isEqualTo(CALLS);
        assertThat(compared).isGreaterThan(CALLS / 2);
        System.out.println(CALLS + " calls over the wire; by tune: " + run.out().strip());
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void shouldHaveKeptEachScore() throws Exception {
        List<TrackedCall> calls = kept();
        assertThat(calls).hasSize(CALLS);
        for (TrackedCall call : calls) {
            PastCall past = PastCall.of(call);
            double[] kept = new double[past.track().seconds()];
            Arrays.setAll(
                    kept,
                    second -> past.track().isHeld(second)
                            ? Double.NaN
                            : past.track().score(second));
            assertThat(kept).as("call %s", call.id()).isEqualTo(SCORES.get(call.id()));
        }
    }

    @Test
    void shouldHaveHadAllThatMakesItHard() throws Exception {
        Map<String, Integer> kinds = new HashMap<>();
        Map<ToldEvent.Kind, Integer> told = new HashMap<>();
        for (TrackedCall call : kept()) {
            call.inputs().stream()
                    .map(input -> input.kind())
                    .distinct()
                    .forEach(kind -> kinds.merge(kind, 1, Integer::sum));
            call.told().forEach(event -> told.merge(event.kind(), 1, Integer::sum));
        }
        assertThat(kinds).containsKeys("words", "mark", "hold", "unhold", "policy", "switched", "queues", "history");
        assertThat(told).containsKeys(ToldEvent.Kind.values());
    }

    @Test
    void shouldFindEachEventThatIsMissingAndEachThatIsTooMuch() throws Exception {
        TrackedCall call = kept().stream()
                .filter(one -> !one.inputsJson().contains(NumberRedaction.MASK + "@"))
                .findFirst()
                .orElseThrow();
        try (CallStore store = store()) {
            for (ToldEvent event : call.told()) {
                List<ToldEvent> fewer = new ArrayList<>(call.told());
                fewer.remove(event);
                assertThat(differences(store, with(call, fewer)))
                        .singleElement()
                        .asString()
                        .startsWith("now, and not then: " + event.kind());
                fewer.add(new ToldEvent(event.kind(), event.atMs() + 1000, event.score(), event.words()));
                assertThat(differences(store, with(call, fewer))).hasSize(2);
            }
        }
    }

    private static List<String> differences(CallStore store, TrackedCall call) throws Exception {
        LiveChecks checks = new LiveChecks(new KeptPolicies(store.policies()));
        checks.add(call);
        checks.finish();
        return checks.differences().getOrDefault(call.id(), List.of());
    }

    private static TrackedCall with(TrackedCall call, List<ToldEvent> told) {
        return new TrackedCall(
                call.id(),
                call.startedAt(),
                call.track(),
                call.inputsJson(),
                call.inputsLost(),
                call.policy(),
                call.language(),
                told);
    }

    @Test
    void shouldSayWhatAnotherPolicyWouldHaveDone() throws Exception {
        Path never = Files.writeString(
                folder.resolve("never.yaml"),
                "policy: {version: never, fuse: {enterThreshold: 100, exitThreshold: 60}}");
        CommandRun run = tune("--policy", never);
        assertThat(run.exitCode()).isZero();
        assertThat(run.outLines().get(0)).startsWith(CALLS + " calls from ");
        assertThat(run.out())
                .contains("'never'", "calls that trip", "0 of " + CALLS, "upset callers who trip", "billing", "sales")
                .containsPattern("0 calls trip now and did not, \\d+ no more");

        JsonNode json = JsonMapper.shared()
                .readTree(tune("--policy", config, "--against", never, "--queue", "sales", "--format", "json")
                        .out());
        assertThat(json.at("/all/before/tripped").asInt()).isZero();
        assertThat(json.at("/all/after/tripped").asInt()).isPositive();
        assertThat(json.at("/all/after/calls").asInt()).isEqualTo((CALLS + 2) / 3);
        assertThat(json.at("/leftOut/of another queue").asInt()).isEqualTo(CALLS - (CALLS + 2) / 3);
        assertThat(json.path("changes"))
                .hasSize(json.at("/all/after/tripped").asInt())
                .allSatisfy(change -> assertThat(change.path("kind").asString()).isEqualTo("gained"));
    }

    @Test
    void shouldFindSettingsWithinABudget() throws Exception {
        int budget = CALLS * 3 / 4;
        Path plain = Files.writeString(folder.resolve("plain.yaml"), "policy: {version: plain}");
        CommandRun run = tune("--policy", plain, "--budget", budget, "--format", "json");
        JsonNode json = JsonMapper.shared().readTree(run.out());
        JsonNode best = json.at("/budget/best");
        assertThat(best.path("mostTripsAnHour").asInt()).isBetween(1, budget);
        assertThat(json.path("settings"))
                .filteredOn(setting -> setting.path("mostTripsAnHour").asInt() <= budget)
                .allSatisfy(setting -> assertThat(setting.path("upsetTripped").asInt())
                        .isLessThanOrEqualTo(best.path("upsetTripped").asInt()));
        assertThat(tune("--policy", plain, "--budget", budget).out())
                .contains("at most " + budget + " trips an hour: enterThreshold ");
    }

    @Test
    void shouldDrawWhatAnotherThresholdWouldHaveDone() throws Exception {
        List<String> lines = new ArrayList<>(List.of("call,label"));
        List<TrackedCall> calls = kept();
        for (int i = 0; i < calls.size(); i++) {
            lines.add(calls.get(i).id() + "," + (i % 2 == 0 ? "angry" : "calm"));
        }
        Path labels = Files.write(folder.resolve("labels.csv"), lines);
        Path page = folder.resolve("drawn").resolve("sweep.html");
        Path picture = folder.resolve("sweep.png");
        CommandRun run = tune("--labels", labels, "--sweep", page, "--sweep", picture);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(page)).contains("<svg", "ROC", "enterThreshold", "labelled calm");
        assertThat(Files.readAllBytes(picture)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void shouldSayWhatIsWrong() throws Exception {
        assertThat(tune("--budget", 0).errLines()).anyMatch(line -> line.contains("--budget: '0' trips an hour"));
        assertThat(tune("--sweep", "x.gif").errLines()).anyMatch(line -> line.contains("neither .html nor .png"));
        assertThat(tune("--policy", folder.resolve("none.yaml")).err()).contains("none.yaml: does not exist");
        Path labels = Files.writeString(folder.resolve("bad.csv"), "call,label\na,furious\n");
        assertThat(tune("--labels", labels).err()).contains("bad.csv:2: 'a,furious' is no CALL,LABEL");
        assertThat(tune("--labels", folder).err()).contains("--labels " + folder + " cannot be read");
        Path page = folder.resolve("none.html");
        CommandRun none = tune("--to", "2020-01-01", "--sweep", page, "--budget", 3);
        assertThat(none.outLines()).containsExactly("no call of this time can be tried");
        assertThat(page).doesNotExist();
    }
}
