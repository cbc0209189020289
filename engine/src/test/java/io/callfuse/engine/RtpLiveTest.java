package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.rtp.RtpBytes;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import io.callfuse.engine.ingress.rtp.RtpStreamRegistry;
import io.callfuse.models.EmotionModel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole engine that is sent a call over RTP, faster than real time. */
@Timeout(120)
class RtpLiveTest {
    private static final int PACKETS_AHEAD = 25;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"shared", "40000-40999"})
    void shouldScoreACallOverRtpAsItsRecordingBitForBit(String ports) throws Exception {
        LoadedConfig config = config(ports);
        Path wav = DemoAudio.copy("en-escalating", folder);
        CallReport offline = OfflineAnalysis.analyze(
                        wav, new AnalysisSettings(config, EmotionModel.embedded(), ChannelChoice.UNSAID), ms -> {})
                .report();
        CallId id = CallId.random();
        try (Engine engine = new Engine(config, EmotionModel.embedded());
                DatagramSocket asterisk =
                        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            engine.start();
            RtpStreamRegistry rtp = engine.rtpStreams().orElseThrow();
            InetSocketAddress to = rtp.destination(id);
            rtp.expect(id, (InetSocketAddress) asterisk.getLocalSocketAddress(), RtpFormat.SLIN)
                    .toCompletableFuture()
                    .get();
            short[] pcm = DemoAudio.samples(wav);
            send(asterisk, to, pcm, () -> engine.progressOf(id));
            await().atMost(Duration.ofSeconds(20)).until(() -> engine.progressOf(id) == pcm.length / 8);
            rtp.forget(id);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> engine.reportOf(id).isPresent());
            AnalysedCall live = engine.reportOf(id).orElseThrow();
            assertThat(live.counters().droppedFrames()).isZero();
            assertThat(live.counters().gapFrames()).isZero();
            assertThat(live.report().fingerprint()).isEqualTo(offline.fingerprint());
        }
    }

    private static void send(DatagramSocket asterisk, InetSocketAddress to, short[] pcm, LongSupplier heardMs)
            throws IOException {
        InetSocketAddress engine = new InetSocketAddress(to.getHostString(), to.getPort());
        for (int i = 0; (i + 1) * 160 <= pcm.length; i++) {
            byte[] bytes = RtpBytes.packet(10, i, 160 * i, 9, RtpBytes.payload(RtpFormat.SLIN, pcm, 160 * i, 160));
            asterisk.send(new DatagramPacket(bytes, bytes.length, engine));
            while ((i + 1 - PACKETS_AHEAD) * 20 > Math.max(0, heardMs.getAsLong())) {
                Thread.onSpinWait();
            }
        }
    }

    /** The sender is fast, not punctual: nothing that it holds back for a moment may count as a gap. */
    private LoadedConfig config(String ports) throws Exception {
        Path file = folder.resolve("engine.yaml");
        Files.writeString(
                file,
                """
                audiosocket:
                  listen: 127.0.0.1:0
                  unannounced: watch
                rtp:
                  enabled: true
                  listen: 127.0.0.1:0
                  ports: %s
                agi:
                  listen: 127.0.0.1:0
                ami:
                  enabled: false
                archive:
                  directory: %s
                """
                        .formatted(ports, folder.resolve("archive")));
        return NoGaps.in(ConfigLoader.load(file));
    }
}
