package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.callfuse.engine.archive.CallReport;
import io.callfuse.engine.archive.EngineIdentity;
import io.callfuse.engine.archive.ScoreTrack;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.ingress.EndOfMedia;
import io.callfuse.engine.ingress.recording.ChannelChoice;
import io.callfuse.engine.ingress.rtp.RtpCounters;
import io.callfuse.engine.ingress.rtp.RtpFormat;
import io.callfuse.engine.ingress.rtp.RtpPacket;
import io.callfuse.engine.ingress.rtp.RtpReceiver;
import io.callfuse.models.EmotionModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls of the demonstration through the whole pipeline, over a network that loses, swaps and delays. */
@Timeout(120)
class RtpScoreTest {
    private static final Logger LOG = LoggerFactory.getLogger(RtpScoreTest.class);
    private static final double POINTS = 3;

    @TempDir
    Path folder;

    private final RtpCounters counters = new RtpCounters();

    @ParameterizedTest
    @ValueSource(strings = {"en-escalating", "en-angry", "en-calm", "en-happy", "zh-escalating", "zh-angry", "zh-calm"})
    void shouldScoreAnImpairedCallWithinThreePointsOfTheCleanOne(String name) throws Exception {
        short[] pcm = DemoAudio.samples(DemoAudio.copy(name, folder));
        CallReport clean = hear(new ImpairedNetwork(1, 0, 0, 0).carry(RtpFormat.ULAW, pcm));
        for (long seed = 1; seed <= 3; seed++) {
            CallReport impaired = hear(new ImpairedNetwork(seed, 0.02, 0.05, 60).carry(RtpFormat.ULAW, pcm));

            double[] apart = apart(clean.timeline(), impaired.timeline());
            LOG.info(
                    "{}, seed {}: max score {} for {}, apart {} on average, {} at most",
                    name,
                    seed,
                    impaired.timeline().maxScore(),
                    clean.timeline().maxScore(),
                    apart[0],
                    apart[1]);
            assertThat(impaired.timeline().length()).isEqualTo(clean.timeline().length());
            assertThat(apart[0]).as("points apart on average, seed %d", seed).isLessThan(POINTS);
            assertThat(impaired.outcome().trips()).hasSameSizeAs(clean.outcome().trips());
            if (!clean.outcome().trips().isEmpty()) {
                assertThat(impaired.timeline().maxScore())
                        .isCloseTo(clean.timeline().maxScore(), within(POINTS));
            }
        }
        assertThat(counters.lost().sum()).isPositive();
        assertThat(counters.late().sum())
                .as("late, though the jitter is within the delay")
                .isZero();
    }

    private static double[] apart(ScoreTrack clean, ScoreTrack impaired) {
        double sum = 0;
        double most = 0;
        for (int second = 0; second < clean.length(); second++) {
            double apart = Math.abs(clean.score(second) - impaired.score(second));
            sum += apart;
            most = Math.max(most, apart);
        }
        return new double[] {sum / clean.length(), most};
    }

    private CallReport hear(List<ImpairedNetwork.Arrival> arrivals) {
        AnalysisSettings settings =
                new AnalysisSettings(ConfigLoader.defaults(), EmotionModel.embedded(), ChannelChoice.UNSAID);
        try (RecordedLeg leg = new RecordedLeg(settings, List.of(), List.of(), pipeline -> {})) {
            RtpReceiver receiver = new RtpReceiver(Optional.of(RtpFormat.ULAW), Duration.ofMillis(60), leg, counters);
            RtpPacket packet = new RtpPacket();
            for (ImpairedNetwork.Arrival arrival : arrivals) {
                packet.read(arrival.bytes(), 0, arrival.bytes().length, arrival.atNs());
                receiver.accept(packet);
            }
            receiver.end(EndOfMedia.COMPLETED);
            return leg.pipeline()
                    .analysed("call", new EngineIdentity("t", "t", "t"))
                    .report();
        }
    }
}
