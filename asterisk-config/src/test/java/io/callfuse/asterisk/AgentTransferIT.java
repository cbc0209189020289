package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An agent gives his watched caller to somebody else by SIP (REFER), as the phones on desks do: the caller is heard on under the same
 * id, and moved once when he gets upset there.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class AgentTransferIT {
    private static final double FIRST_AGENT_HZ = 500;
    private static final double SECOND_AGENT_HZ = 800;
    private static final double WAITING_HZ = 440;
    private static final double SOOTHING_HZ = 660;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration STAY = Duration.ofSeconds(280);

    @TempDir
    static Path directory;

    private static EngineProcess engine;
    private static Path firstVoice;
    private static Path secondVoice;
    private static Path upset;

    @BeforeAll
    static void startEngine(AsteriskLab lab) throws IOException {
        firstVoice = Files.write(directory.resolve("first.ul"), Tone.muLaw(FIRST_AGENT_HZ, 8000 * 200));
        secondVoice = Files.write(directory.resolve("second.ul"), Tone.muLaw(SECOND_AGENT_HZ, 8000 * 200));
        upset = Speech.raw("en-angry", directory);
        engine = EngineProcess.startQuick(lab, "bridged: {agent: keep}", "agent: {leg: true}\n");
    }

    @AfterAll
    static void shouldLeaveNothingBehind(AsteriskLab lab) {
        lab.hangUpCallers();
        try {
            await().atMost(PATIENCE).until(() -> lab.channels() == 0 && lab.bridges() == 0);
        } finally {
            engine.close();
        }
    }

    /** How the second agent is reached: unasked, asked first, asked first with the caller on hold. */
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"blind, false", "attended, false", "attended, true"})
    void shouldHearACallerOnWhomTheAgentGaveToAnother(String way, boolean onHold, AsteriskLab lab) {
        try (SippAgent first = SippAgent.speaking(lab, firstVoice);
                SippAgent second = SippAgent.speaking(lab, secondVoice);
                SippCaller caller = call(lab, first)) {
            String extension = engine.extension("agent") + "-" + first.port();
            String id = awaitHeardAgent(lab, caller, extension);
            String firstChannel = lab.peerOf(extension).orElseThrow();
            SipDialog desk = SipDialog.of(first, lab);
            if (onHold) {
                desk.hold();
                awaitHeard(caller.phone(), WAITING_HZ);
            }
            if (way.equals("blind")) {
                desk.transfer(Integer.toString(second.port()));
            } else {
                ask(lab, engine.extension("consult") + "-" + second.port(), SECOND_AGENT_HZ, desk);
            }
            awaitHeard(caller.phone(), SECOND_AGENT_HZ);
            String secondChannel = lab.peerOf(extension).orElseThrow();
            awaitSpied(lab, secondChannel);
            assertThat(lab.variable(extension, "CALLFUSE_ID")).isEqualTo(id);

            caller.phone().say(upset);
            awaitHeard(caller.phone(), SOOTHING_HZ);
            awaitHeard(second.phone(), WAITING_HZ);
            JsonNode record = stayAndHangUp(lab, caller, extension, id);
            lab.hangUp(secondChannel);

            assertThat(record.path("agentLegs").path("legs"))
                    .extracting(leg -> leg.path("channel").asString(""))
                    .containsExactly(firstChannel, secondChannel);
        }
    }

    /** The agent gives him to a queue in which he himself waits in a second call: Asterisk puts Local channels in between. */
    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldMoveACallerOnWhomTheAgentGaveToAQueueHeWaitedIn(AsteriskLab lab) {
        try (SippAgent agent = SippAgent.speaking(lab, firstVoice);
                SippCaller caller = call(lab, agent)) {
            String extension = engine.extension("agent") + "-" + agent.port();
            String id = awaitHeardAgent(lab, caller, extension);
            ask(lab, engine.extension("waiting") + "-" + agent.port(), WAITING_HZ, SipDialog.of(agent, lab));
            awaitHeard(caller.phone(), WAITING_HZ);
            assertThat(lab.variable(extension, "CALLFUSE_ID")).isEqualTo(id);

            caller.phone().say(upset);
            awaitHeard(caller.phone(), SOOTHING_HZ);
            JsonNode record = stayAndHangUp(lab, caller, extension, id);

            assertThat(record.path("agentLegs").path("legs").size()).isEqualTo(1);
        }
    }

    private static SippCaller call(AsteriskLab lab, SippAgent agent) {
        return SippCaller.withoutMedia(lab, engine.extension("agent") + "-" + agent.port(), STAY);
    }

    /** Waits until caller and engine hear the agent; returns the id of the call. */
    private static String awaitHeardAgent(AsteriskLab lab, SippCaller caller, String extension) {
        awaitHeard(caller.phone(), FIRST_AGENT_HZ);
        awaitSpied(lab, lab.peerOf(extension).orElseThrow());
        return lab.variable(extension, "CALLFUSE_ID");
    }

    private static void awaitSpied(AsteriskLab lab, String channel) {
        await().alias("tap of " + channel).atMost(PATIENCE).until(() -> lab.isSpied(channel));
    }

    /** The agent calls somebody else, hears him, and gives him the caller. */
    private static void ask(AsteriskLab lab, String extension, double hz, SipDialog desk) {
        try (SippCaller asking = SippCaller.withoutMedia(lab, extension, STAY)) {
            awaitHeard(asking.phone(), hz);
            desk.transferTo(SipDialog.of(asking, lab));
            assertThat(asking.phone().awaitEnd(PATIENCE)).isTrue();
        }
    }

    /** The caller goes on cursing for a while where he was moved; the record of his call once it is over. */
    private static JsonNode stayAndHangUp(AsteriskLab lab, SippCaller caller, String extension, String id) {
        await().pollDelay(Duration.ofSeconds(3))
                .atMost(PATIENCE)
                .until(() -> caller.phone().ear().hearsNow(SOOTHING_HZ));
        lab.hangUp(lab.channelOf(extension).orElseThrow());
        await().atMost(PATIENCE).until(() -> !lines("call", id).isEmpty());
        assertThat(lines("watch", id)).hasSize(1);
        assertThat(engine.log().lines().filter(line -> line.contains(id) && line.contains(": switched to ")))
                .hasSize(1);
        JsonNode record = JsonMapper.shared().readTree(lines("call", id).get(0));
        assertThat(record.path("trips").size()).isEqualTo(1);
        assertThat(record.path("decision").path("route").asString("")).isEqualTo("soothing");
        assertThat(record.path("inlets").toString()).isEqualTo("[\"audiosocket\"]");
        return record;
    }

    private static List<String> lines(String type, String id) {
        return engine.archive().stream()
                .filter(line -> line.contains("\"type\":\"" + type + "\"") && line.contains(id))
                .toList();
    }

    private static void awaitHeard(SippPhone phone, double frequencyHz) {
        await().alias(frequencyHz + " Hz").atMost(PATIENCE).until(() -> phone.ear()
                .hearsNow(frequencyHz));
    }
}
