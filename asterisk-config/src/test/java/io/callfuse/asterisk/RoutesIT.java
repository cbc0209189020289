package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sample routes: callers who are moved there by hand wait, are heard and are answered, tapped ones too. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class RoutesIT {
    private static final double VOICE_HZ = 300;
    private static final double WAITING_HZ = 440;
    private static final double SOOTHING_HZ = 660;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration STAY = Duration.ofSeconds(9);

    @TempDir
    static Path directory;

    private static Path voice;

    @BeforeAll
    static void recordAVoice() throws IOException {
        voice = Files.write(directory.resolve("voice.ul"), Tone.muLaw(VOICE_HZ, 8000 * 10));
    }

    @AfterAll
    static void shouldLeaveNoChannelBehind(AsteriskLab lab) {
        await().atMost(SOON).until(() -> lab.channels() == 0);
    }

    @Test
    void shouldMoveACallerOutOfTheQueue(AsteriskLab lab) {
        try (FaultyEngine engine = new FaultyEngine(Fault.ABSENT);
                SippCaller caller = SippCaller.speaking(lab, engine.extension("queue"), voice, STAY)) {
            awaitHeard(caller.phone(), WAITING_HZ);
            redirect(lab, engine.extension("queue"));
            awaitHeard(caller.phone(), SOOTHING_HZ);
            assertThat(caller.phone().awaitEnd(STAY)).isTrue();
            assertThat(caller.phone().complaint()).isEmpty();
        }
    }

    @Test
    void shouldBridgeATappedCallerWithAnAgentAfterTheMove(AsteriskLab lab) {
        try (FaultyEngine engine = new FaultyEngine(Fault.STALLED_DURING_AUDIO);
                SippAgent agent = new SippAgent(lab);
                SippCaller caller = SippCaller.speaking(lab, engine.extension("tapqueue"), voice, STAY)) {
            awaitHeard(caller.phone(), WAITING_HZ);
            await().atMost(SOON).until(() -> engine.failedNs() != 0);
            String member = "Local/" + agent.port() + "@lab-member";
            lab.cli("queue add member " + member + " to callfuse-soothing");
            redirect(lab, engine.extension("tapqueue"));
            awaitHeard(agent.phone(), VOICE_HZ);
            lab.cli("queue remove member " + member + " from callfuse-soothing");
            assertThat(caller.phone().awaitEnd(STAY)).isTrue();
            assertThat(agent.phone().awaitEnd(SOON)).isTrue();
            assertThat(agent.phone().complaint()).isEmpty();
        }
    }

    @Test
    void shouldBringTheCallerToTheAgent(AsteriskLab lab) {
        try (FaultyEngine engine = new FaultyEngine(Fault.ABSENT);
                SippAgent agent = new SippAgent(lab)) {
            String extension = engine.extension("agent") + "-" + agent.port();
            try (SippCaller caller = SippCaller.speaking(lab, extension, voice, STAY)) {
                awaitHeard(agent.phone(), VOICE_HZ);
                redirect(lab, extension);
                awaitHeard(caller.phone(), SOOTHING_HZ);
                assertThat(agent.phone().awaitEnd(SOON)).isTrue();
                assertThat(caller.phone().awaitEnd(STAY)).isTrue();
            }
        }
    }

    @Test
    void shouldNotCallBackACallerWhoWasMovedOutOfAGuardedApplication(AsteriskLab lab) {
        try (FaultyEngine engine = new FaultyEngine(Fault.STALLED_AFTER_ACCEPT);
                SippCaller caller = SippCaller.speaking(lab, engine.extension("question"), voice, STAY)) {
            await().atMost(SOON)
                    .until(() -> lab.channelOf(engine.extension("question")).isPresent());
            redirect(lab, engine.extension("question"));
            awaitHeard(caller.phone(), SOOTHING_HZ);
            assertThat(caller.phone().awaitEnd(STAY)).isTrue();
            long lastSecondNs = System.nanoTime() - Duration.ofSeconds(1).toNanos();
            assertThat(caller.phone().ear().firstHeardNs(SOOTHING_HZ, lastSecondNs))
                    .as("still there long after the guard's time")
                    .isPresent();
        }
    }

    private static void redirect(AsteriskLab lab, String extension) {
        lab.cli("channel redirect " + lab.channelOf(extension).orElseThrow() + " callfuse-routes,soothing,1");
    }

    private static void awaitHeard(SippPhone phone, double frequencyHz) {
        await().alias(frequencyHz + " Hz").atMost(SOON).until(() -> phone.ear().hearsNow(frequencyHz));
    }
}
