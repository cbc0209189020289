package io.callfuse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.asr.DigitSpeech;
import io.callfuse.engine.asr.feed.Recognition;
import io.callfuse.engine.asr.feed.RecognitionLimits;
import io.callfuse.engine.call.CallId;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.sender.AudioSocketSender;
import io.callfuse.engine.sender.FrameSource;
import io.callfuse.models.EmotionModel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty live calls on the wire while the recognition process is killed or stopped again and again: {@code -Dcallfuse.kills=200}
 * for the long form. Skipped where no digit model and no recordings are told of.
 */
@Timeout(1800)
class RecognitionKillsTest {
    private static final int LEGS = 50;
    private static final int KILLS = Integer.getInteger("callfuse.kills", 20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAUSE_S = 5;
    /** So many words for each call, of all calls together, say that words are back. */
    private static final int WORDS_A_LEG = 1;

    @TempDir
    Path folder;

    private Engine engine;
    private final Map<CallId, Talker> talkers = new LinkedHashMap<>();
    private final List<Map<CallId, Long>> blows = new ArrayList<>();

    @BeforeEach
    void talk() throws Exception {
        engine = new Engine(
                config(), EmotionModel.embedded(), RecognitionLimits.standard().forgiving());
        engine.start();
        assertThat(recognition().awaitUp(PATIENCE)).isTrue();
        for (int i = 0; i < LEGS; i++) {
            CallId id = CallId.random();
            DigitSpeech speech = DigitSpeech.of(i % 2 == 0 ? "george" : "jackson", 40, PAUSE_S, i);
            Talker talker = new Talker(engine.audioSocketAddress(), id, speech.samples());
            talkers.put(id, talker);
            talker.start();
        }
        awaitWords(0);
    }

    @AfterEach
    void close() {
        talkers.values().forEach(talker -> talker.talks = false);
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void shouldLoseNoScoreAndNoFrameWhileTheProcessIsKilledAgainAndAgain() throws Exception {
        Random random = new Random(7);
        for (int kill = 0; kill < KILLS; kill++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(500));
            assertThat(recognition().awaitUp(PATIENCE)).isTrue();
            long pid = recognition().pid().orElseThrow();
            blow();
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            awaitAnother(pid);
            awaitWords(words());
        }
        judge();
        assertThat(recognition().counters().get("process_ends")).isGreaterThanOrEqualTo(KILLS);
    }

    @Test
    void shouldLoseNoScoreAndNoFrameWhileTheProcessStandsStill() throws Exception {
        long pid = recognition().pid().orElseThrow();
        blow();
        assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
        TimeUnit.SECONDS.sleep(10);
        assertThat(recognition().pid()).isPresent().isNotEqualTo(OptionalLong.of(pid));
        awaitWords(words());
        judge();
    }

    private Recognition recognition() {
        return engine.recognition().orElseThrow();
    }

    private long words() {
        return recognition().counters().getOrDefault("words", 0L);
    }

    /** Notes where each call is. */
    private void blow() {
        Map<CallId, Long> at = new LinkedHashMap<>();
        talkers.keySet().forEach(id -> at.put(id, engine.progressOf(id)));
        blows.add(at);
    }

    private void awaitWords(long before) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> words() >= before + LEGS * WORDS_A_LEG);
    }

    private void awaitAnother(long pid) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        recognition().pid().isPresent() && recognition().pid().getAsLong() != pid);
    }

    private void judge() throws Exception {
        System.out.println(recognition().counters() + " " + recognition().delay() + " "
                + recognition().recognisedAtMost());
        for (Talker talker : talkers.values()) {
            talker.talks = false;
            talker.join();
            assertThat(talker.fault.get()).isNull();
        }
        for (CallId id : talkers.keySet()) {
            await().atMost(PATIENCE).until(() -> engine.reportOf(id).isPresent());
            AnalysedCall call = engine.reportOf(id).orElseThrow();
            assertThat(call.counters().droppedFrames()).isZero();
            assertThat(call.counters().audioFrames()).isEqualTo(talkers.get(id).sent);
            assertThat(call.report().timeline().length())
                    .as("a score each second")
                    .isEqualTo((int) (talkers.get(id).sent / 50));
            assertThat(call.report().words())
                    .as("words after the last blow")
                    .anyMatch(word -> word.atMs() > blows.get(blows.size() - 1).get(id));
        }
    }

    private LoadedConfig config() throws Exception {
        Path file = folder.resolve("engine.yaml");
        Files.writeString(
                file,
                """
                audiosocket:
                  listen: 127.0.0.1:0
                  unannounced: watch
                agi:
                  listen: 127.0.0.1:0
                ami:
                  enabled: false
                engine:
                  gapAfter: 5 s
                recognition:
                  model: '%s'
                archive:
                  directory: '%s'
                """
                        .formatted(DigitSpeech.model(), folder.resolve("archive")));
        return ConfigLoader.load(file);
    }

    /** Somebody who says the same again and again, 20 ms each 20 ms, and never hurries to catch up. */
    private static final class Talker extends Thread {
        private static final long FRAME_NS = 20_000_000;

        private final InetSocketAddress engine;
        private final CallId id;
        private final short[] samples;
        private final AtomicReference<IOException> fault = new AtomicReference<>();
        private volatile boolean talks = true;
        private volatile long sent;
        private int position;
        private long lastNs;

        Talker(InetSocketAddress engine, CallId id, short[] samples) {
            super("talker");
            setDaemon(true);
            this.engine = engine;
            this.id = id;
            this.samples = samples;
        }

        @Override
        public void run() {
            try (AudioSocketSender sender = new AudioSocketSender(engine, id.uuid())) {
                sender.send(this::next, index -> lastNs + FRAME_NS - System.nanoTime());
                sent = sender.framesSent();
            } catch (IOException broken) {
                fault.set(broken);
            }
        }

        private boolean next(short[] frame) {
            lastNs = System.nanoTime();
            System.arraycopy(samples, position, frame, 0, FrameSource.FRAME_SAMPLES);
            position = (position + FrameSource.FRAME_SAMPLES) % samples.length;
            return talks;
        }
    }
}
