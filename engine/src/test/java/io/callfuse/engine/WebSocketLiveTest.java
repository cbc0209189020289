package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.dsp.signal.G711;
import io.callfuse.engine.archive.ReportJson;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.websocket.HeldMedia;
import io.callfuse.engine.ingress.websocket.WebSocketCaller;
import io.callfuse.engine.ingress.websocket.WebSocketConnector;
import io.callfuse.models.EmotionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole engine that is sent a call over a WebSocket, opened by either side, faster than real time. */
@Timeout(240)
class WebSocketLiveTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int FRAME_SAMPLES = 160;
    private static final int FRAMES_AHEAD = 24;

    @TempDir
    Path folder;

    private final CallId id = CallId.random();

    /** Sends one message of audio. */
    @FunctionalInterface
    private interface Messages {
        void send(byte[] bytes) throws IOException;
    }

    @ParameterizedTest
    @ValueSource(strings = {"slin", "ulaw"})
    void shouldScoreACallThatAsteriskBringsAsItsRecordingBitForBit(String format) throws Exception {
        LoadedConfig config = config(true);
        Path wav = DemoAudio.copy("en-escalating", folder);
        try (Engine engine = new Engine(config, EmotionModel.embedded())) {
            engine.start();
            try (WebSocketCaller asterisk =
                    new WebSocketCaller(engine.webSocketAddress().orElseThrow(), "?call=" + id)) {
                asterisk.text("MEDIA_START connection_id:1 channel:WebSocket/callfuse-1 format:" + format
                        + " optimal_frame_size:" + (format.equals("slin") ? 320 : 160) + " ptime:20");
                send(DemoAudio.samples(wav), format, engine, asterisk::binary);
            }
            assertSameAs(wav, config, engine);
        }
    }

    @Test
    void shouldScoreACallThatIsFetchedFromAsteriskAsItsRecordingBitForBit() throws Exception {
        LoadedConfig config = config(false);
        Path wav = DemoAudio.copy("zh-escalating", folder);
        try (HeldMedia asterisk = new HeldMedia();
                Engine engine = new Engine(config, EmotionModel.embedded())) {
            engine.start();
            assertThat(engine.webSocketAddress()).isEmpty();
            new WebSocketConnector(engine.webSockets(), asterisk.server(HeldMedia.AUTHORIZATION))
                    .connect(id, "held")
                    .toCompletableFuture()
                    .get(SOON.toSeconds(), TimeUnit.SECONDS);
            asterisk.text(
                    "held", "{\"event\":\"MEDIA_START\",\"format\":\"slin\",\"optimal_frame_size\":320,\"ptime\":20}");
            send(DemoAudio.samples(wav), "slin", engine, bytes -> asterisk.binary("held", bytes));
            asterisk.hangUp("held");
            assertSameAs(wav, config, engine);
        }
    }

    private void assertSameAs(Path wav, LoadedConfig config, Engine engine) throws Exception {
        await().atMost(SOON).until(() -> engine.reportOf(id).isPresent());
        AnalysedCall live = engine.reportOf(id).orElseThrow();
        assertThat(live.counters().droppedFrames()).isZero();
        assertThat(live.counters().gapFrames()).isZero();
        AnalysedCall offline = OfflineAnalysis.analyze(
                wav, new AnalysisSettings(config, EmotionModel.embedded(), ChannelChoice.UNSAID), ms -> {});
        // Score by score, and then by every bit of them.
        assertThat(ReportJson.line(live.report()))
                .isEqualTo(ReportJson.line(offline.report())
                        .replace(wav.getFileName().toString(), id.toString()));
        assertThat(live.report().fingerprint()).isEqualTo(offline.report().fingerprint());
    }

    /** No further ahead of what the engine has heard than its queue is long. */
    private void send(short[] pcm, String format, Engine engine, Messages messages) throws IOException {
        for (int i = 0; i < pcm.length / FRAME_SAMPLES; i++) {
            byte[] slin = WebSocketCaller.slin(pcm, i * FRAME_SAMPLES, FRAME_SAMPLES);
            messages.send(format.equals("slin") ? slin : ulaw(pcm, i * FRAME_SAMPLES));
            while ((i + 1 - FRAMES_AHEAD) * 20L > Math.max(0, engine.progressOf(id))) {
                Thread.onSpinWait();
            }
        }
    }

    private static byte[] ulaw(short[] pcm, int from) {
        byte[] bytes = new byte[FRAME_SAMPLES];
        for (int i = 0; i < FRAME_SAMPLES; i++) {
            bytes[i] = G711.encodeMuLaw(pcm[from + i]);
        }
        return bytes;
    }

    /** The sender is fast, not punctual: nothing that it holds back for a moment may count as a gap. */
    private LoadedConfig config(boolean listens) throws Exception {
        Path file = folder.resolve("engine.yaml");
        Files.writeString(
                file,
                """
                audiosocket:
                  listen: 127.0.0.1:0
                  unannounced: watch
                websocket:
                  enabled: %s
                  listen: 127.0.0.1:0
                agi:
                  listen: 127.0.0.1:0
                ami:
                  enabled: false
                archive:
                  directory: %s
                """
                        .formatted(listens, folder.resolve("archive")));
        return NoGaps.in(ConfigLoader.load(file));
    }
}
