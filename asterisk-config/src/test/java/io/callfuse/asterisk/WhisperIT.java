package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An agent is whispered to while the caller he talks to gets upset. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class WhisperIT {
    private static final double CALLER_HZ = 300;
    private static final double AGENT_HZ = 500;
    private static final int WHISPER_HZ = 1200;
    /** The tone lasts 2 s; one packet may be half a tone. */
    private static final double WHOLE_TONE_S = 1.9;

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration STAY = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static Path upset;
    private static Path agentsVoice;

    @BeforeAll
    static void recordVoices() throws IOException {
        ByteArrayOutputStream voice = new ByteArrayOutputStream();
        voice.write(Files.readAllBytes(Speech.raw("en-angry", directory)), 0, 3500 * 8);
        // Silent while the agent is whispered to: a tone is known where nobody speaks.
        voice.writeBytes(Files.readAllBytes(Speech.silence(directory)));
        voice.writeBytes(Tone.muLaw(CALLER_HZ, 8000 * 40));
        upset = Files.write(directory.resolve("upset.ul"), voice.toByteArray());
        agentsVoice = Files.write(directory.resolve("agent.ul"), Tone.muLaw(AGENT_HZ, 8000 * 60));
    }

    @AfterEach
    void shouldLeaveNoChannelBehind(AsteriskLab lab) {
        lab.hangUpCallers();
        await().atMost(SOON).until(() -> lab.channels() == 0 && lab.bridges() == 0);
    }

    @Test
    void shouldLetTheAgentHearItToTheEndAndTheCallerNothingOfIt(AsteriskLab lab) {
        try (EngineProcess engine = confirming(lab, lab.tone(WHISPER_HZ));
                SippAgent agent = SippAgent.speaking(lab, agentsVoice);
                SippCaller caller = call(lab, engine, agent)) {
            await().atMost(SOON).until(() -> agent.phone().ear().heardSeconds(WHISPER_HZ) > WHOLE_TONE_S);
            awaitHeard(agent.phone(), CALLER_HZ);
            awaitHeard(caller.phone(), AGENT_HZ);
            assertThat(agent.phone().ear().heardSeconds(WHISPER_HZ)).isLessThan(2.1);
            assertThat(caller.secondsUntilHeard(WHISPER_HZ)).isEmpty();
            assertThat(engine.log()).contains("PJSIP/agent-").contains(" is whispered to");
            assertThat(record(lab, engine)).contains("whisper", "\"status\":\"SUCCESS\"");
        }
    }

    @Test
    void shouldLeaveTheCallAloneWhereAsteriskHasNoSuchSound(AsteriskLab lab) {
        try (EngineProcess engine = confirming(lab, "no-such-sound");
                SippAgent agent = SippAgent.speaking(lab, agentsVoice);
                SippCaller caller = call(lab, engine, agent)) {
            await().atMost(SOON).until(() -> engine.log().contains("the agent heard no whisper (FAILED)"));
            awaitHeard(agent.phone(), CALLER_HZ);
            awaitHeard(caller.phone(), AGENT_HZ);
            assertThat(record(lab, engine)).contains("\"status\":\"FAILED\"");
        }
    }

    private static String record(AsteriskLab lab, EngineProcess engine) {
        lab.hangUpCallers();
        await().atMost(SOON).until(() -> String.join("", engine.archive()).contains("\"type\":\"call\""));
        return engine.archive().stream()
                .filter(line -> line.contains("\"type\":\"call\""))
                .findFirst()
                .orElseThrow();
    }

    private static EngineProcess confirming(AsteriskLab lab, String sound) {
        String policy = "fuse: {enterThreshold: 20, exitThreshold: 10, dwell: 1 min}, bridged: {agent: keep}, "
                + "levels: {confirm: {whisper: " + sound + "}}";
        return EngineProcess.startDeciding(lab, policy, "");
    }

    private static SippCaller call(AsteriskLab lab, EngineProcess engine, SippAgent agent) {
        return SippCaller.speaking(lab, engine.extension("agent") + "-" + agent.port(), upset, STAY);
    }

    private static void awaitHeard(SippPhone phone, double frequencyHz) {
        await().alias(frequencyHz + " Hz").atMost(SOON).until(() -> phone.ear().hearsNow(frequencyHz));
    }
}
