package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real engine chooses where an upset caller goes: by who is there, by how often he called, and on by who answers. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class RouteChoiceIT {
    private static final double CALLER_HZ = 300;
    private static final double SOOTHING_HZ = 660;
    private static final double FALLBACK_HZ = 760;
    private static final int APOLOGY_HZ = 1500;
    private static final double WHOLE_TONE_S = 1.9;
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration STAY = Duration.ofSeconds(50);
    private static final String SOOTHING =
            "soothing: {context: callfuse-routes, extension: soothing, queue: callfuse-soothing";
    private static final String AGENT = "agent: {context: callfuse-routes, extension: agent}";

    @TempDir
    static Path directory;

    private static Path upset;

    @BeforeAll
    static void recordAVoice() throws IOException {
        ByteArrayOutputStream voice = new ByteArrayOutputStream();
        voice.write(Files.readAllBytes(Speech.raw("en-angry", directory)), 0, 8000 * 12);
        voice.writeBytes(Tone.muLaw(CALLER_HZ, 8000 * 40));
        upset = Files.write(directory.resolve("upset.ul"), voice.toByteArray());
    }

    @AfterEach
    void shouldLeaveNoChannelBehind(AsteriskLab lab) {
        lab.hangUpCallers();
        await().atMost(SOON).until(() -> lab.channels() == 0 && lab.bridges() == 0);
    }

    @Test
    void shouldBringTheCallerToTheAgentWhoIsFreeAndNotToTheQueueWhereNobodyIs(AsteriskLab lab) {
        String policy = "routes: {" + SOOTHING + ", minAgents: 1, otherwise: technical}, "
                + "technical: {context: callfuse-routes, extension: technical, queue: callfuse-technical, minAgents: 1}, "
                + "fallback: {context: callfuse-routes, extension: fallback}, " + AGENT + "}";
        try (SippAgent agent = new SippAgent(lab)) {
            String member = "Local/" + agent.port() + "@lab-member";
            lab.cli("queue add member " + member + " to callfuse-technical");
            try (EngineProcess engine = EngineProcess.startChoosing(lab, policy);
                    SippCaller caller = call(lab, engine.extension("queue"))) {
                awaitHeard(agent.phone(), CALLER_HZ);
                assertThat(caller.secondsUntilHeard(SOOTHING_HZ)).isEmpty();
                await().atMost(SOON).until(() -> engine.log().contains(": switched to technical: "));
                lab.hangUpCallers();
                await().atMost(SOON).until(() -> archive(engine).contains("\"type\":\"call\""));
                assertThat(archive(engine))
                        .contains("\"phase\":\"ordered\",\"route\":\"technical\",\"detail\":"
                                + "\"passed over: soothing free agents 0 of 1\"")
                        .contains("\"kind\":\"queues\",\"callfuse-soothing\":\"0 0 0 0\"");
            } finally {
                lab.cli("queue remove member " + member + " from callfuse-technical");
            }
        }
    }

    @Test
    void shouldBringACallerWhoCallsAgainToThoseForSuchCallers(AsteriskLab lab) {
        String policy = "routes: {" + SOOTHING + "}, "
                + "adviser: {context: callfuse-routes, extension: fallback, skills: [adviser]}, "
                + "fallback: {context: callfuse-routes, extension: fallback}, " + AGENT
                + "}, needs: [{name: own-adviser, when: 'earlierTrips(\"1 d\") >= 1', skill: adviser}]";
        try (EngineProcess engine = EngineProcess.startChoosing(lab, policy)) {
            try (SippCaller caller = call(lab, engine.extension("queue"))) {
                awaitHeard(caller.phone(), SOOTHING_HZ);
                lab.hangUpCallers();
            }
            await().atMost(SOON).until(() -> calls(engine).contains("soothing"));
            try (SippCaller again = call(lab, engine.extension("queue"))) {
                awaitHeard(again.phone(), FALLBACK_HZ);
                assertThat(again.secondsUntilHeard(SOOTHING_HZ)).isEmpty();
                assertThat(archive(engine)).contains("\"detail\":\"need: own-adviser\"");
                lab.hangUpCallers();
            }
        }
    }

    /** The first queue does not answer, the second route is not there, the third takes him. */
    @Test
    void shouldGoOnFromRouteToRouteUntilOneTakesTheCaller(AsteriskLab lab) {
        String policy = "routes: {" + SOOTHING + ", answerWithin: 3 s, otherwise: lost}, "
                + "lost: {context: lab-no-such-context}, fallback: {context: callfuse-routes, extension: fallback, "
                + "announce: " + lab.tone(APOLOGY_HZ) + "}, " + AGENT + "}";
        lab.cli("dialplan set global CALLFUSE_CEL yes");
        try (EngineProcess engine = EngineProcess.startChoosing(lab, policy);
                SippCaller caller = call(lab, engine.extension("queue"))) {
            awaitHeard(caller.phone(), SOOTHING_HZ);
            awaitHeard(caller.phone(), FALLBACK_HZ);
            assertThat(caller.phone().ear().heardSeconds(APOLOGY_HZ)).isBetween(WHOLE_TONE_S, 2.1);
            assertThat(caller.phone().isInUse()).isTrue();
            assertThat(lab.directory().resolve("log/cel-custom/lab.csv"))
                    .content()
                    .containsPattern("CALLFUSE_WATCH\",.*id=[0-9a-f-]{36} state=watching")
                    .containsPattern("CALLFUSE_WAITING\",.*id=[0-9a-f-]{36} queue=callfuse-soothing score=[0-9.]+ "
                            + "emotion=[a-z]+ route=soothing reason=fuse")
                    .contains("queue=callfuse-soothing status=TIMEOUT");
            lab.hangUpCallers();
        } finally {
            lab.cli("dialplan set global CALLFUSE_CEL \"\"");
        }
    }

    /** Two upset callers, of whom one has agreed to be recorded: the dialplan says so. */
    @Test
    void shouldKeepTheAudioOfTheCallerWhoAgreedAndOfNoOther(AsteriskLab lab) throws IOException {
        try (EngineProcess engine =
                        EngineProcess.startChoosing(lab, "bridged: {agent: hangup}", "recordings: {keep: tripped}\n");
                SippCaller agreed = call(lab, engine.extension("agreed"));
                SippCaller silent = call(lab, engine.extension("queue"))) {
            awaitHeard(agreed.phone(), SOOTHING_HZ);
            awaitHeard(silent.phone(), SOOTHING_HZ);
            lab.hangUpCallers();
            await().atMost(SOON).until(() -> archive(engine).contains("\"type\":\"recording\""));
            try (var files = Files.list(engine.archiveDirectory().resolve("recordings"))) {
                List<Path> kept = files.toList();
                assertThat(kept).singleElement().satisfies(file -> assertThat(analyzed(file))
                        .contains("\"emotion\":\"anger\""));
            }
        }
    }

    private static String analyzed(Path recording) throws IOException {
        Process process = EngineProcess.command("analyze", "--format", "json", recording.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String archive(EngineProcess engine) {
        return String.join("", engine.archive());
    }

    private static String calls(EngineProcess engine) throws IOException, InterruptedException {
        ProcessBuilder list = EngineProcess.command("calls", "--tripped", "--config", "callfuse.yaml");
        Process process = list.directory(engine.archiveDirectory().getParent().toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    private static SippCaller call(AsteriskLab lab, String extension) {
        return SippCaller.speaking(lab, extension, upset, STAY);
    }

    private static void awaitHeard(SippPhone phone, double frequencyHz) {
        await().alias(frequencyHz + " Hz").atMost(SOON).until(() -> phone.ear().hearsNow(frequencyHz));
    }
}
