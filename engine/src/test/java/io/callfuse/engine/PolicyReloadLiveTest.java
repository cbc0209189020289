package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.PolicyVersion;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.archive.store.CallStore;
import io.callfuse.engine.archive.store.DatabaseAddress;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.call.MediaFrame;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.models.EmotionModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The policy changes while calls go on, over the wire. */
@Timeout(240)
class PolicyReloadLiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FRAME_SAMPLES = 160;
    private static final int LEGS = 20;
    private static final int RELOADS = 200;
    private static final String NOBODY = "version: '1', fuse: {enterThreshold: 100}";
    private static final String MANY = "version: '2', fuse: {enterThreshold: 30, exitThreshold: 20}";

    @TempDir
    Path folder;

    private Path file;
    private short[] angry;

    @BeforeEach
    void readTheRecording() throws Exception {
        file = folder.resolve("engine.yaml");
        short[] whole = DemoAudio.samples(DemoAudio.copy("en-angry", folder));
        angry = Arrays.copyOf(whole, Math.min(whole.length, 1000 * FRAME_SAMPLES) / FRAME_SAMPLES * FRAME_SAMPLES);
    }

    private LoadedConfig write(String policy) throws Exception {
        put(
                """
                audiosocket:
                  maxSpeed: 0
                  listen: 127.0.0.1:0
                  unannounced: watch
                agi:
                  listen: 127.0.0.1:0
                ami:
                  enabled: false
                archive:
                  directory: %s
                policy: {%s}
                """
                        .formatted(folder.resolve("archive"), policy));
        return NoGaps.in(ConfigLoader.load(file));
    }

    /** In one step, so that a slow machine shows the engine no half of it. */
    private void put(String content) throws IOException {
        Path fresh = folder.resolve("fresh.yaml");
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void awaitVersion(Engine engine, String version) {
        await().atMost(PATIENCE).until(() -> engine.policyVersion().equals(version));
    }

    private static AnalysedCall awaitReport(Engine engine, CallId id) {
        await().atMost(PATIENCE).until(() -> engine.reportOf(id).isPresent());
        return engine.reportOf(id).orElseThrow();
    }

    /** Speaks half of a call, changes the file, and speaks the rest. */
    private AnalysedCall half(Engine engine, CallId id, String changed) throws Exception {
        int half = angry.length / 2 / FRAME_SAMPLES * FRAME_SAMPLES;
        try (AudioSocketCaller caller = new AudioSocketCaller(engine.audioSocketAddress(), id)) {
            caller.send(Arrays.copyOf(angry, half), () -> engine.progressOf(id));
            await().atMost(PATIENCE).until(() -> engine.progressOf(id) >= half / 8);
            write(changed);
            awaitVersion(engine, "2");
            caller.send(Arrays.copyOfRange(angry, half, angry.length), () -> engine.progressOf(id));
        }
        return awaitReport(engine, id);
    }

    @Test
    void shouldLeaveLiveCallsAloneAndDecideNewOnesByTheChangedFile() throws Exception {
        LoadedConfig config = write(NOBODY);
        CallId old = CallId.random();
        CallId young = CallId.random();
        try (Engine engine = new Engine(config, EmotionModel.embedded())) {
            engine.start();
            assertThat(half(engine, old, MANY).report().outcome().trips()).isEmpty();
            try (AudioSocketCaller caller = new AudioSocketCaller(engine.audioSocketAddress(), young)) {
                caller.send(angry, () -> engine.progressOf(young));
            }
            assertThat(awaitReport(engine, young).report().outcome().trips()).hasSize(1);
        }
        assertThat(lines(old))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("policy").asString("")).isEqualTo("1"));
        assertThat(lines(young))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("policy").asString("")).isEqualTo("2"));
        assertThat(lines(young).get(0).at("/engine/config").asString(""))
                .isNotEqualTo(lines(old).get(0).at("/engine/config").asString(""));
        DatabaseAddress store =
                new DatabaseAddress.SqliteFile(folder.resolve("archive").resolve("callfuse.db"));
        try (CallStore calls = CallStore.open(store).orElseThrow()) {
            assertThat(calls.policies()).extracting(PolicyVersion::version).containsExactly("2", "1");
        }
    }

    @Test
    void shouldTripALiveCallByALowerThresholdAndItsReplayAtTheSameMoment() throws Exception {
        LoadedConfig config = write(NOBODY);
        CallId id = CallId.random();
        AnalysedCall live;
        try (Engine engine = new Engine(config, EmotionModel.embedded())) {
            engine.start();
            live = half(engine, id, MANY + ", appliesTo: live-calls");
        }
        JsonNode record = lines(id).stream()
                .filter(line -> line.path("type").asString("").equals("call"))
                .findFirst()
                .orElseThrow();
        List<JsonNode> changes = new ArrayList<>();
        record.path("inputs").forEach(input -> {
            if (input.path("kind").asString("").equals("policy")) {
                changes.add(input);
            }
        });
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.path("before").asString("")).isEqualTo("1");
            assertThat(change.path("version").asString("")).isEqualTo("2");
        });
        long atMs = changes.get(0).path("atMs").asLong(0);
        assertThat(live.report().outcome().trips()).singleElement().satisfies(trip -> assertThat(trip.atMs())
                .isGreaterThan(atMs));
        assertThat(record.path("policy").asString("")).isEqualTo("2");

        PolicySettings changed = ConfigLoader.load(file).policySettings();
        CallPipeline replay = replay(config.policySettings(), changed, atMs);
        CallReport replayed =
                replay.analysed(id.toString(), live.report().engine()).report();
        assertThat(replayed.outcome().trips()).isEqualTo(live.report().outcome().trips());
        assertThat(replayed.outcome().firstClass())
                .isEqualTo(live.report().outcome().firstClass());
        assertThat(replayed.outcome().decision())
                .isEqualTo(live.report().outcome().decision());
        assertThat(replayed.fingerprint()).isEqualTo(live.report().fingerprint());

        CallPipeline untouched = replay(config.policySettings(), changed, Long.MAX_VALUE);
        assertThat(scores(untouched.analysed("x", live.report().engine()).report()))
                .as("no score depends on the policy")
                .isEqualTo(scores(live.report()));
    }

    private CallPipeline replay(PolicySettings first, PolicySettings second, long changeAtMs) {
        CallPipeline pipeline = new CallPipeline(EmotionModel.embedded(), first, event -> {});
        for (int frame = 0; frame * FRAME_SAMPLES < angry.length; frame++) {
            if (pipeline.nowMs() == changeAtMs) {
                pipeline.change(second, "sha256:x");
            }
            MediaFrame media = new MediaFrame();
            media.setAudio(frame, angry, frame * FRAME_SAMPLES, 0);
            pipeline.hear(media);
        }
        pipeline.end();
        return pipeline;
    }

    @Test
    void shouldKeepThePolicyWhileTheFileIsBad() throws Exception {
        LoadedConfig config = write(NOBODY);
        try (Engine engine = new Engine(config, EmotionModel.embedded())) {
            engine.start();
            String good = Files.readString(file);
            put(good.replace("100", "many"));
            await().atMost(PATIENCE)
                    .until(() ->
                            engine.policyReload().counters().get("refusals").sum() == 1);
            assertThat(engine.policyVersion()).isEqualTo("1");
            write(MANY);
            awaitVersion(engine, "2");
            assertThat(engine.policyReload().counters().get("refusals").sum()).isEqualTo(1);
        }
    }

    @Test
    void shouldLoseNoFrameAndNoScoreOfTwentyLegsInTwoHundredReloads() throws Exception {
        LoadedConfig begin = write(NOBODY);
        // Nobody looks at its file: the test says when there is a new one.
        LoadedConfig config = new LoadedConfig(begin.config(), "test", begin.effective(), Optional.empty());
        List<LoadedConfig> versions = new ArrayList<>();
        for (int i = 0; i < RELOADS; i++) {
            versions.add(write("version: 'v%d', fuse: {enterThreshold: %d, exitThreshold: 20}, appliesTo: live-calls"
                    .formatted(i, 30 + i % 7)));
        }
        CallPipeline alone = replay(config.policySettings(), config.policySettings(), Long.MAX_VALUE);
        List<Double> expected = scores(
                alone.analysed("x", new EngineIdentity("test", "test", "test")).report());
        long lengthMs = angry.length / 8;
        AtomicInteger done = new AtomicInteger();
        List<CallId> ids = Stream.generate(CallId::random).limit(LEGS).toList();
        ExecutorService callers = Executors.newFixedThreadPool(LEGS);
        try (Engine engine = new Engine(config, EmotionModel.embedded())) {
            engine.start();
            List<CompletableFuture<Void>> calls = ids.stream()
                    .map(id -> CompletableFuture.runAsync(() -> call(engine, id, done, lengthMs), callers))
                    .toList();
            for (int i = 0; i < RELOADS; i++) {
                long heardMs = i * lengthMs / RELOADS;
                await().atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> ids.stream()
                                .allMatch(id -> engine.progressOf(id) >= heardMs
                                        || engine.reportOf(id).isPresent()));
                engine.policyReload().changed(versions.get(i));
                done.incrementAndGet();
            }
            calls.forEach(CompletableFuture::join);
            for (CallId id : ids) {
                AnalysedCall call = awaitReport(engine, id);
                assertThat(call.counters().droppedFrames()).isZero();
                assertThat(call.counters().audioFrames()).isEqualTo(angry.length / FRAME_SAMPLES);
                assertThat(scores(call.report())).isEqualTo(expected);
                assertThat(call.report().outcome().trips()).hasSize(1);
            }
            assertThat(engine.policyReload().counters().get("changes").sum()).isEqualTo(RELOADS);
        } finally {
            callers.shutdownNow();
        }
    }

    /** Speaks no faster than the policy changes. */
    private void call(Engine engine, CallId id, AtomicInteger done, long lengthMs) {
        try (AudioSocketCaller caller = new AudioSocketCaller(engine.audioSocketAddress(), id)) {
            caller.send(
                    angry,
                    () -> done.get() == RELOADS
                            ? engine.progressOf(id)
                            : Math.min(engine.progressOf(id), done.get() * lengthMs / RELOADS));
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    private static List<Double> scores(CallReport report) {
        ScoreTrack track = report.timeline();
        List<Double> scores = new ArrayList<>();
        for (int i = 0; i < track.length(); i++) {
            scores.add(track.score(i));
        }
        return scores;
    }

    private List<JsonNode> lines(CallId id) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("archive"))) {
            List<JsonNode> lines = new ArrayList<>();
            for (Path day : files.filter(kept -> kept.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(day)) {
                    if (line.contains("\"callId\":\"" + id)) {
                        lines.add(JsonMapper.shared().readTree(line));
                    }
                }
            }
            return lines;
        }
    }
}
