package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The leg of the agent whom a watched caller talks to, with real phones. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class AgentLegIT {
    private static final Duration STAY = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BY_CHANSPY = "agent: {leg: true}\n";

    @TempDir
    static Path directory;

    private final List<AutoCloseable> opened = new ArrayList<>();

    private <T extends AutoCloseable> T open(T resource) {
        opened.add(0, resource);
        return resource;
    }

    @AfterEach
    void close(AsteriskLab lab) throws Exception {
        lab.hangUpCallers();
        for (AutoCloseable resource : opened) {
            resource.close();
        }
        await().atMost(PATIENCE).until(() -> lab.channels() == 0 && lab.bridges() == 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldHearTheAgentOnALegOfHisOwnAndFollowABlindTransfer(boolean byAri, AsteriskLab lab) throws Exception {
        EngineProcess engine = open(EngineProcess.startWith(lab, byAri ? ari(lab) : BY_CHANSPY));
        SippAgent first = open(SippAgent.speaking(lab, Speech.raw("en-calm", directory)));
        SippAgent second = open(SippAgent.speaking(lab, Speech.raw("zh-calm", directory)));
        SippCaller caller = open(SippCaller.speaking(
                lab, engine.extension("agent") + "-" + first.port(), Speech.silence(directory), STAY));
        await().atMost(PATIENCE).until(() -> taps(lab, byAri) == 2);
        pass(Duration.ofSeconds(6), caller);
        try (Ami ami = new Ami(lab)) {
            ami.blindTransfer(agentChannel(lab), "lab-member", Integer.toString(second.port()));
        }
        assertThat(first.phone().awaitEnd(PATIENCE))
                .as("the first agent is out")
                .isTrue();
        await().atMost(PATIENCE).until(() -> !agentChannels(lab).isEmpty() && taps(lab, byAri) == 2);
        pass(Duration.ofSeconds(6), caller);
        JsonNode record = hangUpAndRead(lab, engine);
        assertThat(second.phone().awaitEnd(PATIENCE)).isTrue();
        System.out.printf("agent legs, %s: %s%n", byAri ? "ARI" : "ChanSpy", record.path("agentLegs"));

        assertThat(record.path("speechSeconds").doubleValue())
                .as("no word of an agent is on the caller's leg")
                .isZero();
        JsonNode legs = record.path("agentLegs").path("legs");
        assertThat(legs.size()).isEqualTo(2);
        for (JsonNode leg : legs) {
            assertThat(leg.path("channel").asString("")).startsWith("PJSIP/agent-");
            assertThat(leg.path("audioFrames").asInt()).isGreaterThan(150);
            // Each of the two clocks may stand for engine.gapAfter (200 ms) before gap frames move it on.
            assertThat(Math.abs(leg.path("skewMs").asInt())).isLessThanOrEqualTo(400);
        }
        assertThat(legs.get(0).path("uniqueid")).isNotEqualTo(legs.get(1).path("uniqueid"));
        assertThat(legs.get(0).path("untilMs").asInt())
                .isLessThanOrEqualTo(legs.get(1).path("fromMs").asInt());
        assertThat(record.path("agentLegs").path("speechSeconds").doubleValue()).isGreaterThan(2);
        assertThat(record.has("agent")).as("no words are read unless told").isFalse();
    }

    @Test
    void shouldHearNothingOfTheCallerOnTheAgentsLegAndEndItWithTheBridge(AsteriskLab lab) throws Exception {
        EngineProcess engine = open(EngineProcess.startWith(lab, BY_CHANSPY));
        SippAgent agent = open(SippAgent.speaking(lab, Speech.silence(directory)));
        SippCaller caller = open(SippCaller.speaking(
                lab, engine.extension("agent") + "-" + agent.port(), Speech.raw("en-calm", directory), STAY));
        await().atMost(PATIENCE).until(() -> taps(lab, false) == 2);
        pass(Duration.ofSeconds(6), caller);
        lab.cli("channel request hangup " + agentChannel(lab));
        await().atMost(PATIENCE).until(() -> taps(lab, false) == 1);
        JsonNode record = hangUpAndRead(lab, engine);
        assertThat(record.path("speechSeconds").doubleValue()).isGreaterThan(1);
        JsonNode agents = record.path("agentLegs");
        assertThat(agents.path("speechSeconds").doubleValue()).isZero();
        assertThat(agents.path("legs").size()).isEqualTo(1);
        assertThat(agents.path("legs").get(0).path("endedBy").asString("")).isIn("left", "stream-ended");
    }

    @Test
    void shouldLeaveAgentsAloneUnlessToldOtherwise(AsteriskLab lab) throws Exception {
        EngineProcess engine = open(EngineProcess.start(lab, "keep"));
        SippAgent agent = open(SippAgent.speaking(lab, Speech.raw("en-calm", directory)));
        SippCaller caller = open(SippCaller.speaking(
                lab, engine.extension("agent") + "-" + agent.port(), Speech.silence(directory), STAY));
        await().atMost(PATIENCE).until(() -> !agentChannels(lab).isEmpty() && taps(lab, false) == 1);
        pass(Duration.ofSeconds(3), caller);
        assertThat(taps(lab, false)).isEqualTo(1);
        assertThat(hangUpAndRead(lab, engine).has("agentLegs")).isFalse();
    }

    @Test
    void shouldHearTheAgentWhomAQueueFindsAndNobodyWhileTheCallerWaits(AsteriskLab lab) throws Exception {
        EngineProcess engine = open(EngineProcess.startWith(lab, BY_CHANSPY));
        SippAgent agent = open(SippAgent.speaking(lab, Speech.raw("en-calm", directory)));
        SippCaller caller = open(SippCaller.speaking(lab, engine.extension("queue"), Speech.silence(directory), STAY));
        await().atMost(PATIENCE).until(() -> taps(lab, false) == 1);
        pass(Duration.ofSeconds(2), caller);
        assertThat(taps(lab, false)).as("in the queue").isEqualTo(1);
        String member = "Local/" + agent.port() + "@lab-member/n";
        lab.cli("queue add member " + member + " to support");
        try {
            await().atMost(PATIENCE).until(() -> taps(lab, false) == 2);
            pass(Duration.ofSeconds(4), caller);
        } finally {
            lab.cli("queue remove member " + member + " from support");
        }
        lab.cli("channel request hangup " + agentChannel(lab));
        await().atMost(PATIENCE).until(() -> taps(lab, false) == 1);
        JsonNode record = hangUpAndRead(lab, engine);
        assertThat(record.path("speechSeconds").doubleValue()).isZero();
        assertThat(record.path("agentLegs").path("legs").size()).isEqualTo(1);
        JsonNode leg = record.path("agentLegs").path("legs").get(0);
        assertThat(leg.path("channel").asString("")).startsWith("PJSIP/agent-");
        assertThat(leg.path("fromMs").asInt()).isGreaterThan(1500);
        assertThat(record.path("agentLegs").path("speechSeconds").doubleValue()).isGreaterThan(1);
    }

    /** The call goes on for so long. */
    private static void pass(Duration time, SippCaller caller) {
        await().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> caller.phone()
                .isInUse());
    }

    private static String ari(AsteriskLab lab) {
        return BY_CHANSPY + "ari: {enabled: true, address: '127.0.0.1:" + lab.httpPort()
                + "', app: callfuse%d}\ntap: {by: ari}\n";
    }

    private static JsonNode hangUpAndRead(AsteriskLab lab, EngineProcess engine) {
        lab.hangUpCallers();
        await().atMost(PATIENCE).until(() -> record(engine).isPresent());
        return JsonMapper.shared().readTree(record(engine).orElseThrow());
    }

    private static Optional<String> record(EngineProcess engine) {
        return engine.records().stream().findFirst();
    }

    private static long taps(AsteriskLab lab, boolean byAri) {
        return rows(lab, byAri ? "Snoop/.*" : "AudioSocket/.*").count();
    }

    private static String agentChannel(AsteriskLab lab) {
        return agentChannels(lab).get(0);
    }

    /** Those that have answered. */
    private static List<String> agentChannels(AsteriskLab lab) {
        return rows(lab, "PJSIP/agent-.*!Up!.*")
                .map(row -> row.split("!", 2)[0])
                .toList();
    }

    private static Stream<String> rows(AsteriskLab lab, String pattern) {
        return lab.cli("core show channels concise").lines().filter(row -> row.matches(pattern));
    }
}
