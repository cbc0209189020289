package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.ReportJson;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.models.EmotionModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class LiveIsReplayTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"en-escalating", "zh-calm"})
    void shouldScoreALiveCallAsItsRecordingBitForBit(String name) throws Exception {
        LoadedConfig config = config();
        Path wav = DemoAudio.copy(name, folder);
        CallReport offline = analyze(config, wav).report();
        CallId id = CallId.random();
        try (Engine engine = new Engine(config, EmotionModel.embedded())) {
            engine.start();
            try (AudioSocketCaller caller = new AudioSocketCaller(engine.audioSocketAddress(), id)) {
                caller.send(DemoAudio.samples(wav), () -> engine.progressOf(id));
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> engine.reportOf(id).isPresent());
            AnalysedCall live = engine.reportOf(id).orElseThrow();
            assertThat(live.counters().droppedFrames()).isZero();
            assertThat(live.counters().gapFrames()).isZero();
            assertThat(ReportJson.line(live.report()))
                    .isEqualTo(
                            ReportJson.line(offline).replace(wav.getFileName().toString(), id.toString()));
            assertThat(live.report().fingerprint()).isEqualTo(offline.fingerprint());
            assertThat(live.report().outcome().decision())
                    .isEqualTo(offline.outcome().decision());
        }
        assertThat(archived(id)).anySatisfy(line -> assertThat(line)
                .contains("\"type\":\"call\"", offline.fingerprint(), "\"endedBy\":\"stream-ended\""));
    }

    @Test
    void shouldScoreARecordingTheSameEveryTime() throws Exception {
        Path wav = DemoAudio.copy("en-angry", folder);
        String first = analyze(config(), wav).report().fingerprint();
        assertThat(analyze(config(), wav).report().fingerprint()).isEqualTo(first);
        assertThat(analyze(config(), DemoAudio.copy("en-calm", folder)).report().fingerprint())
                .isNotEqualTo(first);
    }

    private AnalysedCall analyze(LoadedConfig config, Path wav) throws Exception {
        return OfflineAnalysis.analyze(
                wav, new AnalysisSettings(config, EmotionModel.embedded(), ChannelChoice.UNSAID), ms -> {});
    }

    private List<String> archived(CallId id) throws Exception {
        try (var files = Files.list(folder.resolve("archive"))) {
            return Files.readAllLines(files.filter(file -> file.toString().endsWith(".jsonl"))
                            .findFirst()
                            .orElseThrow())
                    .stream()
                    .filter(line -> line.contains(id.toString()))
                    .toList();
        }
    }

    /** The sender is fast, not punctual: nothing that it holds back for a moment may count as a gap. */
    private LoadedConfig config() throws Exception {
        Path file = folder.resolve("engine.yaml");
        Files.writeString(
                file,
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
                """
                        .formatted(folder.resolve("archive")));
        return NoGaps.in(ConfigLoader.load(file));
    }
}
