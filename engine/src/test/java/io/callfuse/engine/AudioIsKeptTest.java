package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.action.BridgedAgent;
import io.callfuse.engine.archive.ArchiveLine;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.RecordingFiles;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.archive.audio.AudioRecorder;
import io.callfuse.engine.archive.audio.AudioSettings;
import io.callfuse.engine.archive.audio.AudioSettings.Keep;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.call.CallChannel;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.overload.DelayCount;
import io.callfuse.engine.privacy.CallerPseudonyms;
import io.callfuse.engine.queue.QueueSink;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.language.Languages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whose audio is kept, and that it is what the engine heard. */
@Timeout(120)
class AudioIsKeptTest {
    private static final Map<String, String> YES = Map.of("consent", "yes");
    private static final int FRAME_SAMPLES = 160;
    private static final int FRAMES_A_SECOND = 50;
    private static final int HEADER_BYTES = 44;

    @TempDir
    Path directory;

    private final StubArchive archive = new StubArchive();
    private final LegWorker worker = new LegWorker(0, 4, new DelayCount(Long.MAX_VALUE));
    private final CallMarks marks = new CallMarks(
            new CallBook(),
            archive,
            Clock.systemUTC(),
            PrivacyWay.redaction(ConfigLoader.defaults().config().privacy().keepMarks()),
            new CallerPseudonyms("a key"));
    private AudioRecorder recorder;
    private short[] angry;
    private int sent;
    private QueueSink sink;

    @BeforeEach
    void readTheRecording() throws Exception {
        angry = DemoAudio.samples(DemoAudio.copy("en-angry", Files.createDirectory(directory.resolve("demo"))));
    }

    private void record(Keep keep) throws IOException {
        record(keep, OptionalInt.empty(), Clock.systemUTC());
    }

    private void record(Keep keep, OptionalInt days, Clock clock) throws IOException {
        recorder = AudioRecorder.open(directory, new AudioSettings(keep, "consent", "yes", days), archive, clock, 4);
    }

    /** A call of which nothing trips unless the threshold is low. */
    private LiveCall call(double enterThreshold) throws Exception {
        Optional<Recognition> deaf = Optional.empty();
        PolicyInForce policy = new PolicyInForce(
                new CallDecisions.Rules(settings(enterThreshold).policySettings(), BridgedAgent.hangUp(), "", false),
                new EngineIdentity("test", "test", "test"),
                "sha256:test");
        CallDecisions decisions = new CallDecisions(
                archive,
                Optional.empty(),
                new CallDecisions.Listeners(scored -> {}, (call, analysed) -> {}, gone -> {}, noMedia -> {}),
                Optional.empty());
        LiveCall call = new LiveCall(
                CallId.random(),
                new CallMakings(EmotionModel.embedded(), Languages.embedded(), policy, 64, deaf, false),
                worker,
                decisions);
        call.recordTo(recorder.call(call.id()));
        worker.adopt(call);
        call.join(new CallChannel("PJSIP/a", "1.1", "1.1", ""));
        sink = new QueueSink(call.queue(), new EndlessCall());
        sent = 0;
        return call;
    }

    private LoadedConfig settings(double enterThreshold) throws Exception {
        Path file = directory.resolve("policy.yaml");
        Files.writeString(
                file, "policy: {fuse: {enterThreshold: %s, exitThreshold: 5, dwell: 0 s}}".formatted(enterThreshold));
        return ConfigLoader.load(file);
    }

    private void mark(LiveCall call, Map<String, String> said) {
        marks.take(Optional.of(new WatchedCall(call, null)), Optional.of(call.id()), said, CallMarks.DIALPLAN);
        worker.doWork();
    }

    /** Speaks for so many frames; each 97th does not come. */
    private void speak(int frames) {
        for (int end = sent + frames; sent < end; sent++) {
            if (sent % 97 == 96) {
                sink.gap(sent);
            } else {
                sink.audio(angry, sent * FRAME_SAMPLES % (angry.length - FRAME_SAMPLES), sent);
            }
            worker.doWork();
            recorder.doWork();
        }
    }

    private void end(LiveCall call) {
        call.end(EndedBy.HANGUP);
        worker.doWork();
        while (recorder.doWork() > 0) {
            assertThat(recorder).isNotNull();
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> found = Files.list(RecordingFiles.folder(directory))) {
            return found.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path file(LiveCall call) {
        return RecordingFiles.of(call.id().toString(), directory);
    }

    private JsonNode line() {
        return archive.lines.stream()
                .map(ArchiveLine::json)
                .filter(line -> line.contains("\"type\":\"recording\""))
                .map(JsonMapper.shared()::readTree)
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    @Test
    void shouldKeepWhatTheEngineHeardSoThatItScoresTheSameAgain() throws Exception {
        record(Keep.ALL);
        LiveCall call = call(100);
        mark(call, YES);
        speak(20 * FRAMES_A_SECOND);
        end(call);
        AnalysedCall again = OfflineAnalysis.analyze(
                file(call),
                new AnalysisSettings(settings(100), EmotionModel.embedded(), ChannelChoice.UNSAID),
                heardMs -> {});
        assertThat(scores(again.report().timeline()))
                .isEqualTo(scores(call.pipeline()
                        .analysed("x", new EngineIdentity("t", "t", "t"))
                        .report()
                        .timeline()))
                .hasSize(20);
        assertThat(Files.getPosixFilePermissions(file(call))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file(call))));
        assertThat(line().path("sha256").asString()).isEqualTo(sha256);
        assertThat(line().path("file").asString()).isEqualTo(call.id() + ".wav");
        assertThat(line().path("lengthMs").asLong()).isEqualTo(20_000);
        assertThat(line().path("gapFrames").asLong()).isEqualTo(10);
        assertThat(line().path("lostFrames").asLong()).isZero();
    }

    private static List<Double> scores(ScoreTrack timeline) {
        return java.util.stream.IntStream.range(0, timeline.length())
                .mapToObj(timeline::score)
                .toList();
    }

    @Test
    void shouldHoldNothingOfACallerWhoHasNotAgreed() throws Exception {
        record(Keep.ALL);
        LiveCall silent = call(10);
        speak(5 * FRAMES_A_SECOND);
        assertThat(files()).isEmpty();
        end(silent);
        for (String value : List.of("no", "", "Yes", "true")) {
            LiveCall call = call(10);
            mark(call, Map.of("consent", value, "queue", "yes"));
            speak(FRAMES_A_SECOND);
            assertThat(files()).as(value).isEmpty();
            end(call);
        }
        assertThat(files()).isEmpty();
        assertThat(recorder.counters())
                .containsEntry("kept", 0L)
                .containsEntry("not_wanted", 0L)
                .containsEntry("without_consent", 5L);
    }

    @Test
    void shouldBeginWhereTheCallerAgrees() throws Exception {
        record(Keep.ALL);
        LiveCall call = call(100);
        speak(3 * FRAMES_A_SECOND);
        mark(call, YES);
        mark(call, YES);
        speak(2 * FRAMES_A_SECOND);
        end(call);
        assertThat(line().path("fromMs").asLong()).isEqualTo(3000);
        assertThat(line().path("lengthMs").asLong()).isEqualTo(2000);
        byte[] bytes = Files.readAllBytes(file(call));
        ByteBuffer samples =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(HEADER_BYTES);
        short[] first = new short[FRAME_SAMPLES];
        samples.asShortBuffer().get(first);
        int from = 3 * FRAMES_A_SECOND * FRAME_SAMPLES;
        assertThat(first).isEqualTo(Arrays.copyOfRange(angry, from, from + FRAME_SAMPLES));
    }

    @Test
    void shouldRemoveEverythingOfACallerWhoTakesHisConsentBack() throws Exception {
        record(Keep.ALL);
        LiveCall call = call(100);
        mark(call, YES);
        speak(2 * FRAMES_A_SECOND);
        assertThat(files()).containsExactly(call.id() + ".part");
        mark(call, Map.of("consent", "no"));
        speak(FRAMES_A_SECOND);
        assertThat(files()).isEmpty();
        end(call);
        assertThat(files()).isEmpty();
        assertThat(recorder.counters()).containsEntry("withdrawn", 1L);
    }

    @Test
    void shouldBeginAnewWhereConsentIsTakenBackAndGivenAgainAtOnce() throws Exception {
        record(Keep.ALL);
        LiveCall call = call(100);
        mark(call, YES);
        speak(FRAMES_A_SECOND);
        mark(call, Map.of("consent", "no"));
        mark(call, YES);
        speak(2 * FRAMES_A_SECOND);
        end(call);
        assertThat(files()).containsExactly(call.id() + ".wav");
        assertThat(line().path("fromMs").asLong()).isEqualTo(1000);
        assertThat(line().path("lengthMs").asLong()).isEqualTo(2000);
        assertThat(recorder.counters()).containsEntry("withdrawn", 1L).containsEntry("failed", 0L);
    }

    @Test
    void shouldKeepNoFrameThatCameBeforeTheCallerAgreedThoughItIsHeardLater() throws Exception {
        record(Keep.ALL);
        LiveCall call = call(100);
        for (sent = 0; sent < 10; sent++) {
            sink.audio(angry, sent * FRAME_SAMPLES, sent);
        }
        marks.take(Optional.of(new WatchedCall(call, null)), Optional.of(call.id()), YES, CallMarks.DIALPLAN);
        speak(FRAMES_A_SECOND);
        end(call);
        assertThat(line().path("fromMs").asLong()).isEqualTo(200);
        assertThat(line().path("lengthMs").asLong()).isEqualTo(1000);
    }

    @Test
    void shouldHearThatConsentIsTakenBackThoughTheWorkerHasNoRoomForIt() throws Exception {
        record(Keep.ALL);
        LiveCall call = call(100);
        mark(call, YES);
        speak(FRAMES_A_SECOND);
        int errands = 0;
        while (worker.post(() -> {})) {
            errands++;
        }
        marks.take(
                Optional.of(new WatchedCall(call, null)),
                Optional.of(call.id()),
                Map.of("consent", "no"),
                CallMarks.HTTP);
        assertThat(errands).isPositive();
        while (worker.doWork() > 0) {
            errands--;
        }
        speak(FRAMES_A_SECOND);
        assertThat(files()).isEmpty();
        mark(call, YES);
        speak(FRAMES_A_SECOND);
        end(call);
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldKeepTheCallsThatTripAndNoOthersWhereThatIsWanted() throws Exception {
        record(Keep.TRIPPED);
        LiveCall calm = call(100);
        mark(calm, YES);
        speak(12 * FRAMES_A_SECOND);
        end(calm);
        assertThat(files()).isEmpty();
        LiveCall upset = call(10);
        mark(upset, YES);
        speak(12 * FRAMES_A_SECOND);
        end(upset);
        assertThat(files()).containsExactly(upset.id() + ".wav");
        assertThat(recorder.counters()).containsEntry("kept", 1L).containsEntry("not_wanted", 1L);
    }

    @Test
    void shouldWriteSilenceForWhatItCouldNotTakeInTime() throws Exception {
        record(Keep.ALL);
        LiveCall call = call(100);
        mark(call, YES);
        for (sent = 0; sent < 400; sent++) {
            sink.audio(angry, sent * FRAME_SAMPLES, sent);
            worker.doWork();
        }
        end(call);
        assertThat(line().path("lengthMs").asLong()).isEqualTo(400 * 20);
        assertThat(line().path("lostFrames").asLong()).isEqualTo(400 - 256);
        assertThat(line().path("gapFrames").asLong()).isZero();
        assertThat(recorder.counters()).containsEntry("lost_frames", 400L - 256);
    }

    @Test
    void shouldGiveUpTheRecordingAndNotTheCallWhereTheDiskRefuses() throws Exception {
        record(Keep.ALL);
        LiveCall call = call(10);
        Files.delete(RecordingFiles.folder(directory));
        mark(call, YES);
        speak(12 * FRAMES_A_SECOND);
        end(call);
        assertThat(call.pipeline().nowMs()).isEqualTo(12_000);
        assertThat(recorder.counters()).containsEntry("failed", 1L).containsEntry("kept", 0L);
    }

    @Test
    void shouldRemoveWhatAKilledEngineLeftUnfinishedAndWhatIsTooOld() throws Exception {
        Path folder = Files.createDirectories(RecordingFiles.folder(directory));
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        Files.writeString(folder.resolve("a.part"), "half");
        Path old = Files.writeString(folder.resolve("old.wav"), "x");
        Path young = Files.writeString(folder.resolve("young.wav"), "x");
        Files.setLastModifiedTime(
                old, FileTime.from(now.minus(Duration.ofDays(3)).minusSeconds(1)));
        Files.setLastModifiedTime(
                young, FileTime.from(now.minus(Duration.ofDays(3)).plusSeconds(1)));
        record(Keep.ALL, OptionalInt.of(3), Clock.fixed(now, ZoneOffset.UTC));
        assertThat(files()).containsExactlyInAnyOrder("old.wav", "young.wav");
        recorder.doWork();
        assertThat(files()).containsExactly("young.wav");
        assertThat(recorder.counters()).containsEntry("forgotten", 1L);
    }

    @Test
    void shouldRemoveWhatWasLeftAndKeepNothingWhereThatIsSwitchedOffAgain() throws Exception {
        Path file = directory.resolve("off.yaml");
        Files.writeString(file, "archive: {directory: %s}".formatted(directory));
        Doors doors = new Doors(ConfigLoader.load(file).config());
        assertThat(doors.recorder(archive)).isEmpty();
        Path folder = Files.createDirectories(RecordingFiles.folder(directory));
        Files.writeString(folder.resolve("a.part"), "half");
        recorder = doors.recorder(archive).orElseThrow();
        LiveCall call = call(10);
        mark(call, YES);
        speak(12 * FRAMES_A_SECOND);
        end(call);
        assertThat(files()).isEmpty();
        assertThat(recorder.counters()).containsEntry("kept", 0L).containsEntry("without_consent", 0L);
    }

    @Test
    void shouldKeepNothingOfACallThatGoesOnWhenTheEngineStopsUnlessItTripped() throws Exception {
        record(Keep.TRIPPED);
        LiveCall call = call(100);
        mark(call, YES);
        speak(2 * FRAMES_A_SECOND);
        recorder.close();
        assertThat(files()).isEmpty();
        assertThat(call.isOver()).isFalse();
    }
}
