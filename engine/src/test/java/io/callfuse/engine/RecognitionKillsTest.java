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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty live calls on the wire while the recognition process is killed or stopped again and again; {@code perf/kills} is the long
 * form. Nobody speaks far ahead of what the engine has heard, and its queues are long, so a machine that is busy with other things
 * costs no frame, and an engine that waited for recognition would stand still. Nothing is judged by the clock; what it took is
 * printed.
 */
@Timeout(1800)
class RecognitionKillsTest {
    private static final int LEGS = 50;
    private static final int KILLS = Integer.getInteger("callfuse.kills", 3);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final int PAUSE_S = 5;
    /** Longer than any pause in the talk, with the words around it. */
    private static final long NEXT_WORDS_WITHIN_MS = 12_000;

    private static final long FRAME_MS = 20;
    private static final int FRAMES_AHEAD = 24;
    /** So many words for each call, of all calls together, say that words are back. */
    private static final int WORDS_A_LEG = 1;

    @TempDir
    Path folder;

    private Engine engine;
    private final Map<CallId, Talker> talkers = new LinkedHashMap<>();
    private Map<CallId, Long> lastBlow = Map.of();
    private long longestWithoutWordsMs;
    /** Whether the talkers wait for recognition too, as nobody does while it is struck. */
    private volatile boolean patient;

    private volatile boolean hushed;

    private void talk(RecognitionLimits limits) throws Exception {
        talk(new Engine(config(""), EmotionModel.embedded(), limits.forgiving()));
    }

    private void talk(Engine started) throws Exception {
        engine = started;
        engine.start();
        assertThat(recognition().awaitUp(PATIENCE)).isTrue();
        for (int i = 0; i < LEGS; i++) {
            CallId id = CallId.random();
            DigitSpeech speech = DigitSpeech.of(40, PAUSE_S, i);
            Talker talker = new Talker(id, speech.samples());
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
        talk(RecognitionLimits.patient());
        Random random = new Random(7);
        for (int kill = 0; kill < KILLS; kill++) {
            TimeUnit.MILLISECONDS.sleep(random.nextInt(500));
            strike(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
        judge();
        assertThat(recognition().counters().get("process_ends")).isGreaterThanOrEqualTo(KILLS);
    }

    @Test
    void shouldLoseNoScoreAndNoFrameWhileTheProcessStandsStill() throws Exception {
        talk(RecognitionLimits.standard().withoutShedding());
        strike(RecognitionKillsTest::stop);
        judge();
    }

    @Test
    void shouldLoseNoScoreAndNoFrameWhileTheProcessStandsStillForTenSecondsAndThenGoesOn() throws Exception {
        LoadedConfig loaded = config("  replaceAfter: 60 s");
        Duration replaceAfter = loaded.config().recognition().replaceAfter();
        // Legs that are shed after such a delay get their words back as the machine has time, which a test cannot wait
        // for.
        talk(new Engine(
                loaded,
                EmotionModel.embedded(),
                RecognitionLimits.standard().replacingAfter(replaceAfter).withoutShedding()));
        long pid = servingPid();
        lastBlow = progress();
        signal("-STOP", pid);
        // Nobody speaks faster than in real time, so this takes ten seconds or more.
        awaitProgress(lastBlow, 10_000);
        assertThat(servingPid()).as("nothing took its place").isEqualTo(pid);
        long before = words();
        signal("-CONT", pid);
        awaitWords(before);
        judge();
        assertThat(recognition().counters().get("process_ends")).isZero();
        assertThat(servingPid()).isEqualTo(pid);
    }

    private static void stop(long pid) {
        signal("-STOP", pid);
    }

    private static void signal(String signal, long pid) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Strikes the process that serves, and waits until another hears words; all calls go on being heard in between. */
    private void strike(LongConsumer blow) {
        long pid = servingPid();
        lastBlow = progress();
        long beganNs = System.nanoTime();
        blow.accept(pid);
        await().atMost(PATIENCE)
                .pollInterval(LOOK_EVERY)
                .until(() -> recognition().pid().orElse(pid) != pid);
        long backMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
        longestWithoutWordsMs = Math.max(longestWithoutWordsMs, backMs);
        awaitProgress(lastBlow, 1000);
        awaitWords(words());
    }

    private Recognition recognition() {
        return engine.recognition().orElseThrow();
    }

    private long words() {
        return recognition().counters().getOrDefault("words", 0L);
    }

    /** Of the process that serves; a busy machine may have cost one more since somebody looked last. */
    private long servingPid() {
        OptionalLong pid = recognition().pid();
        if (pid.isEmpty()) {
            await().atMost(PATIENCE).pollInterval(LOOK_EVERY).until(recognition()::isUp);
            return servingPid();
        }
        return pid.getAsLong();
    }

    /** Where each call is, ms. */
    private Map<CallId, Long> progress() {
        Map<CallId, Long> at = new LinkedHashMap<>();
        talkers.keySet().forEach(id -> at.put(id, engine.progressOf(id)));
        return at;
    }

    private void awaitProgress(Map<CallId, Long> since, long ms) {
        await().atMost(PATIENCE).pollInterval(LOOK_EVERY).until(() -> talkers.keySet().stream()
                .allMatch(id -> engine.progressOf(id) >= since.get(id) + ms));
    }

    private void awaitWords(long before) {
        await().atMost(PATIENCE).pollInterval(LOOK_EVERY).until(() -> words() >= before + LEGS * WORDS_A_LEG);
    }

    /** Lets everybody say more and be recognised: once more, if a busy machine cost another process meanwhile. */
    private void speakOnce() {
        long ends;
        patient = true;
        do {
            ends = recognition().counters().get("process_ends");
            awaitProgress(progress(), NEXT_WORDS_WITHIN_MS);
            hushed = true;
            await().atMost(PATIENCE)
                    .pollInterval(LOOK_EVERY)
                    .until(() -> recognition().isUp() && recognition().waitingFrames() <= 0);
            hushed = false;
            awaitProgress(progress(), 500);
        } while (recognition().counters().get("process_ends") != ends);
    }

    private void judge() throws Exception {
        speakOnce();
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
                    .isEqualTo((int) ((talkers.get(id).sent + call.counters().gapFrames()) / 50));
            assertThat(call.report().words())
                    .as("words after the last blow")
                    .anyMatch(word -> word.atMs() > lastBlow.get(id));
        }
        Recognition.Delay delay = recognition().delay();
        System.out.printf(
                Locale.ROOT,
                "%d calls, no frame and no score lost; another process after %d ms at most; delay of words: median %d,"
                        + " p95 %d ms; %s%n",
                LEGS,
                longestWithoutWordsMs,
                delay.medianMs(),
                delay.p95Ms(),
                recognition().counters());
    }

    private LoadedConfig config(String recognition) throws Exception {
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
                engine:
                  queueFrames: 512
                recognition:
                  model: '%s'
                %s
                archive:
                  directory: '%s'
                """
                        .formatted(DigitSpeech.model(), recognition, folder.resolve("archive")));
        return NoGaps.in(ConfigLoader.load(file));
    }

    /** Somebody who says the same again and again, 20 ms each 20 ms, never hurries to catch up, and waits to be heard. */
    private final class Talker extends Thread {
        private static final long FRAME_NS = 20_000_000;

        private final CallId id;
        private final short[] samples;
        private final AtomicReference<IOException> fault = new AtomicReference<>();
        private volatile boolean talks = true;
        private volatile long sent;
        private int position;
        private long lastNs;

        Talker(CallId id, short[] samples) {
            super("talker");
            setDaemon(true);
            this.id = id;
            this.samples = samples;
        }

        @Override
        public void run() {
            try (AudioSocketSender sender = new AudioSocketSender(engine.audioSocketAddress(), id.uuid())) {
                sender.send(this::next, this::waitNs);
                sent = sender.framesSent();
            } catch (IOException broken) {
                fault.set(broken);
            }
        }

        private long waitNs(long index) {
            long heard = Math.max(0, engine.progressOf(id)) / FRAME_MS;
            boolean ahead =
                    index - heard > FRAMES_AHEAD || patient && recognition().waitingFrames() > LEGS * FRAMES_AHEAD;
            return ahead || hushed ? FRAME_NS : lastNs + FRAME_NS - System.nanoTime();
        }

        private boolean next(short[] frame) {
            lastNs = System.nanoTime();
            System.arraycopy(samples, position, frame, 0, FrameSource.FRAME_SAMPLES);
            position = (position + FrameSource.FRAME_SAMPLES) % samples.length;
            return talks;
        }
    }
}
