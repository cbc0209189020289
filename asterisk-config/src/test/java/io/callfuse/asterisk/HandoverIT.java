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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real engine moves upset callers from wherever they are: what they hear on the way, what the agent hears and is told, and
 * what happens where nobody answers.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class HandoverIT {
    private static final double CALLER_HZ = 300;
    private static final double AGENT_HZ = 500;
    private static final double WAITING_HZ = 440;
    private static final double SOOTHING_HZ = 660;
    private static final double FALLBACK_HZ = 760;
    private static final double NEXT_STEP_HZ = 1000;
    private static final int ANNOUNCEMENT_HZ = 880;
    private static final int WHISPER_HZ = 1200;
    private static final int APOLOGY_HZ = 1500;
    /** The tones last 2 s; one packet may be half a tone. */
    private static final double WHOLE_TONE_S = 1.9;

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration STAY = Duration.ofSeconds(50);

    @TempDir
    static Path directory;

    private static Path upset;
    private static Path agentsVoice;

    @BeforeAll
    static void recordVoices() throws IOException {
        ByteArrayOutputStream voice = new ByteArrayOutputStream();
        voice.write(Files.readAllBytes(Speech.raw("en-angry", directory)), 0, 8000 * 12);
        voice.writeBytes(Tone.muLaw(CALLER_HZ, 8000 * 40));
        upset = Files.write(directory.resolve("upset.ul"), voice.toByteArray());
        agentsVoice = Files.write(directory.resolve("agent.ul"), Tone.muLaw(AGENT_HZ, 8000 * 40));
    }

    @AfterEach
    void shouldLeaveNoChannelBehind(AsteriskLab lab) {
        lab.hangUpCallers();
        await().atMost(SOON).until(() -> lab.channels() == 0 && lab.bridges() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"watch", "queue", "agent", "stay"})
    void shouldTellTheCallerToTheEndAndThenLetHimWaitWhereverHeWas(String way, AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.startQuick(lab, routes(lab, 60));
                SippAgent agent = new SippAgent(lab);
                SippCaller caller = call(lab, engine.extension(way) + "-" + agent.port())) {
            awaitHeard(caller.phone(), SOOTHING_HZ);
            assertThat(caller.phone().ear().heardSeconds(ANNOUNCEMENT_HZ)).isBetween(WHOLE_TONE_S, 2.1);
            assertThat(caller.secondsUntilHeard(ANNOUNCEMENT_HZ).orElseThrow())
                    .isLessThan(caller.secondsUntilHeard(SOOTHING_HZ).orElseThrow());
            await().atMost(SOON).until(() -> engine.log().contains(": switched to soothing: "));
            if (way.equals("agent")) {
                // Kept, with music.
                awaitHeard(agent.phone(), WAITING_HZ);
                assertThat(agent.phone().isInUse()).isTrue();
            }
            assertThat(caller.phone().isInUse()).isTrue();
            lab.hangUpAt("callfuse-routes!agent");
            lab.hangUpCallers();
        }
    }

    /** A channel that was spied on once could not be bridged afterwards in some versions (asterisk#2134). */
    @ParameterizedTest
    @ValueSource(strings = {"queue", "tapqueue", "stay"})
    void shouldJoinTheMovedCallerWithAnAgentWhoWasToldFirst(String way, AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.startQuick(lab, routes(lab, 60));
                SippAgent agent = SippAgent.speaking(lab, agentsVoice);
                SippCaller caller = call(lab, engine.extension(way))) {
            String member = "Local/" + agent.port() + "@lab-member";
            awaitHeard(caller.phone(), SOOTHING_HZ);
            lab.cli("queue add member " + member + " to callfuse-soothing");
            awaitHeard(agent.phone(), CALLER_HZ);
            awaitHeard(caller.phone(), AGENT_HZ);
            lab.cli("queue remove member " + member + " from callfuse-soothing");
            assertThat(agent.phone().ear().heardSeconds(WHISPER_HZ)).isBetween(WHOLE_TONE_S, 2.1);
            assertThat(agent.phone().ear().firstHeardNs(WHISPER_HZ).orElseThrow())
                    .isLessThan(agent.phone().ear().firstHeardNs(CALLER_HZ).orElseThrow());
            assertThat(caller.secondsUntilHeard(WHISPER_HZ)).isEmpty();
            assertThat(agent.phone().story())
                    .containsPattern("X-Callfuse-Id: [0-9a-f-]{36}")
                    .containsPattern("X-Callfuse-Score: [0-9]+\\.[0-9]")
                    .containsPattern("X-Callfuse-Confidence: [01]\\.[0-9]{2}")
                    .contains("X-Callfuse-Reason: fuse")
                    .containsPattern("X-Callfuse-Evidence: https://records/[0-9a-f-]{36}");
            lab.hangUpCallers();
        }
    }

    @Test
    void shouldLetTheAgentGoWhenTheCallerHangsUpWhileTheAgentIsTold(AsteriskLab lab) {
        try (SippAgent agent = new SippAgent(lab);
                SippCaller caller = call(lab, "plain-1-3")) {
            awaitHeard(caller.phone(), NEXT_STEP_HZ);
            String member = "Local/" + agent.port() + "@lab-member";
            lab.cli("queue add member " + member + " to callfuse-soothing");
            bring(lab, "plain-1-3", "CALLFUSE_WHISPER", lab.tone(WHISPER_HZ));
            awaitHeard(agent.phone(), WHISPER_HZ);
            lab.hangUpCallers();
            lab.cli("queue remove member " + member + " from callfuse-soothing");
            assertThat(agent.phone().awaitEnd(SOON)).isTrue();
            assertThat(agent.phone().complaint()).isEmpty();
        }
    }

    @Test
    void shouldChooseTheQueueForTheTopicWhereThereIsOne(AsteriskLab lab) {
        try (SippCaller bills = call(lab, "plain-1-4");
                SippCaller parcels = call(lab, "plain-1-5")) {
            awaitHeard(bills.phone(), NEXT_STEP_HZ);
            awaitHeard(parcels.phone(), NEXT_STEP_HZ);
            bring(lab, "plain-1-4", "CALLFUSE_TOPIC", "billing");
            bring(lab, "plain-1-5", "CALLFUSE_TOPIC", "delivery");
            awaitHeard(bills.phone(), SOOTHING_HZ);
            awaitHeard(parcels.phone(), SOOTHING_HZ);
            assertThat(lab.cli("queue show callfuse-soothing-billing"))
                    .contains(lab.channelOf("plain-1-4").orElseThrow());
            assertThat(lab.cli("queue show callfuse-soothing"))
                    .contains(lab.channelOf("plain-1-5").orElseThrow());
        }
    }

    /** The engine is stalled: whoever came back to AGI() without a guard would be held there for ever. */
    @Test
    void shouldNotSendTheCallerBackIntoAnApplicationThatCanBlock(AsteriskLab lab) {
        lab.cli("dialplan set global CALLFUSE_GUARD_SECONDS 60");
        try (FaultyEngine engine = new FaultyEngine(Fault.STALLED_DURING_AGI);
                SippCaller caller = call(lab, engine.extension("watch"))) {
            String agi = "!callfuse-watch!s!7!";
            await().atMost(SOON)
                    .until(() -> lab.cli("core show channels concise").contains(agi));
            String channel = lab.channelOf(engine.extension("watch")).orElseThrow();
            lab.cli("dialplan set chanvar " + channel + " CALLFUSE_CAME_FROM callfuse-watch,s,7");
            bring(lab, engine.extension("watch"), "CALLFUSE_ANSWER_WITHIN", "1");
            awaitHeard(caller.phone(), SOOTHING_HZ);
            awaitHeard(caller.phone(), NEXT_STEP_HZ);
            lab.hangUpCallers();
        } finally {
            lab.cli("dialplan set global CALLFUSE_GUARD_SECONDS 3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no agent", "an agent whose phone is dead"})
    void shouldGiveTheCallerTheFallbackWhenNobodyAnswers(String who, AsteriskLab lab) {
        String member = "Local/" + AsteriskLab.freeUdpPort() + "@lab-member";
        try (EngineProcess engine = EngineProcess.startQuick(lab, routes(lab, 3));
                SippCaller caller = call(lab, engine.extension("queue"))) {
            if (!who.equals("no agent")) {
                lab.cli("queue add member " + member + " to callfuse-soothing");
            }
            awaitHeard(caller.phone(), FALLBACK_HZ);
            assertThat(caller.phone().ear().heardSeconds(SOOTHING_HZ)).isBetween(2.0, 15.0);
            assertThat(caller.phone().ear().heardSeconds(APOLOGY_HZ)).isBetween(WHOLE_TONE_S, 2.1);
            if (!who.equals("no agent")) {
                lab.cli("queue remove member " + member + " from callfuse-soothing");
            }
            await().atMost(SOON).until(() -> engine.log().contains("(TIMEOUT); it goes to callfuse-routes/fallback/1"));
            lab.hangUpCallers();
            await().atMost(SOON).until(() -> String.join("", engine.archive()).contains("\"step\":\"unanswered\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue", "stay"})
    void shouldLetTheCallerGoBackWhenNobodyAnswersAndThereIsNoFallback(String way, AsteriskLab lab) {
        double before = way.equals("queue") ? WAITING_HZ : NEXT_STEP_HZ;
        String missing = way.equals("queue") ? "lost" : "none";
        String policy = "fallback: " + missing + ", " + routes(lab, 3);
        try (EngineProcess engine = EngineProcess.startQuick(lab, policy);
                SippCaller caller = call(lab, engine.extension(way))) {
            awaitHeard(caller.phone(), SOOTHING_HZ);
            awaitHeard(caller.phone(), before);
            assertThat(caller.phone().ear().heardSeconds(SOOTHING_HZ)).isBetween(2.0, 15.0);
            await().atMost(SOON).until(() -> engine.log().contains("(TIMEOUT); it goes to "));
            assertThat(caller.phone().isInUse()).isTrue();
            lab.hangUpCallers();
        }
    }

    /** The queue takes nobody, nobody has said of a fallback, and the caller came from nowhere. */
    @Test
    void shouldHoldTheCallerWithMusicWhenThereIsNowhereToGo(AsteriskLab lab) {
        try (SippCaller caller = call(lab, "plain-1-2")) {
            awaitHeard(caller.phone(), NEXT_STEP_HZ);
            lab.cli("channel redirect " + lab.channelOf("plain-1-2").orElseThrow() + " lab-closed,s,1");
            awaitHeard(caller.phone(), WAITING_HZ);
            await().atMost(SOON).until(() -> caller.phone().ear().heardSeconds(WAITING_HZ) > 11);
            assertThat(caller.phone().isInUse()).isTrue();
        }
    }

    @Test
    void shouldRaiseACallerWhoWaitsInTheQueueAlreadyAndLeaveOneWhoseRouteIsMissing(AsteriskLab lab) {
        String policy = "fallback: none, bridged: {agent: hangup}, "
                + "routes: {soothing: {context: lab-no-such-context, queue: support, queuePriority: 7}}";
        try (EngineProcess engine = EngineProcess.startQuick(lab, policy);
                SippCaller calm =
                        SippCaller.speaking(lab, engine.extension("queue"), Speech.silence(directory), STAY)) {
            await().atMost(SOON)
                    .until(() -> engine.log().contains("does not exist in the dialplan: nobody is moved there"));
            awaitHeard(calm.phone(), WAITING_HZ);
            try (SippCaller caller = call(lab, engine.extension("queue") + "-raised");
                    SippCaller other = call(lab, engine.extension("watch") + "-left")) {
                await().atMost(SOON).until(() -> engine.log().contains("raised to priority 7 in the queue 'support'"));
                await().atMost(SOON).until(() -> engine.log().contains(": not switched to soothing: "));
                String raised =
                        lab.channelOf(engine.extension("queue") + "-raised").orElseThrow();
                assertThat(lab.cli("queue show support")).containsPattern("1\\. " + raised + " .*prio: 7");
                awaitHeard(caller.phone(), WAITING_HZ);
                awaitHeard(other.phone(), NEXT_STEP_HZ);
            }
            lab.hangUpCallers();
        }
    }

    @Test
    void shouldGiveTheCallerTheFallbackThoughTheEngineWasKilledMeanwhile(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.startQuick(lab, routes(lab, 3));
                SippCaller caller = call(lab, engine.extension("queue"))) {
            awaitHeard(caller.phone(), SOOTHING_HZ);
            engine.kill();
            awaitHeard(caller.phone(), FALLBACK_HZ);
            assertThat(caller.phone().isInUse()).isTrue();
        }
    }

    private static void bring(AsteriskLab lab, String extension, String variable, String value) {
        String channel = lab.channelOf(extension).orElseThrow();
        lab.cli("dialplan set chanvar " + channel + " " + variable + " " + value);
        lab.cli("channel redirect " + channel + " callfuse-routes,soothing,1");
    }

    private static String routes(AsteriskLab lab, int answerWithinSeconds) {
        return "evidenceLink: 'https://records/{id}', bridged: {agent: keep}, routes: {"
                + "soothing: {context: callfuse-routes, extension: soothing, queue: callfuse-soothing, announce: "
                + lab.tone(ANNOUNCEMENT_HZ) + ", whisper: " + lab.tone(WHISPER_HZ) + ", answerWithin: "
                + answerWithinSeconds + " s}, "
                + "fallback: {context: callfuse-routes, extension: fallback, announce: " + lab.tone(APOLOGY_HZ) + "}, "
                + "agent: {context: callfuse-routes, extension: agent}, lost: {context: lab-no-such-context}}";
    }

    private static SippCaller call(AsteriskLab lab, String extension) {
        return SippCaller.speaking(lab, extension, upset, STAY);
    }

    private static void awaitHeard(SippPhone phone, double frequencyHz) {
        await().alias(frequencyHz + " Hz").atMost(SOON).until(() -> phone.ear().hearsNow(frequencyHz));
    }
}
