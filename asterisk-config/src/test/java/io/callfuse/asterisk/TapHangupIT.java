package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Callers whose taps come by RTP or by WebSocket hang up at each step; nothing of them stays, and each has his record. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class TapHangupIT {
    private static final int ANNOUNCEMENT_HZ = 880;
    private static final int WHISPER_HZ = 1200;
    private static final double SOOTHING_HZ = 660;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration STAY = Duration.ofSeconds(280);

    @TempDir
    static Path directory;

    private static Path silence;

    @BeforeAll
    static void recordNobody() {
        silence = Speech.silence(directory);
    }

    @AfterAll
    static void shouldLeaveNoChannelAndNoBridgeBehind(AsteriskLab lab) {
        try {
            await().atMost(PATIENCE).until(() -> lab.channels() == 0 && lab.bridges() == 0);
        } finally {
            lab.hangUpCallers();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"rtp, ulaw, queue, callfuse-soothing", "websocket, slin, stay, callfuse-soothing-billing"})
    void shouldLeaveNothingOfCallersWhoHangUpAtAnyStep(
            String media, String format, String way, String queue, AsteriskLab lab) throws Exception {
        try (EngineProcess engine = EngineProcess.startQuick(lab, policy(lab, queue), tap(media, format))) {
            await().atMost(PATIENCE).until(() -> engine.log().contains("is served"));
            beforeTheTapIsUp(lab, engine.extension(way));
            whileTapped(lab, engine, way);
            whileMoved(lab, engine, way, queue);
            await().atMost(PATIENCE).until(() -> lab.bridges(engine.app()) == 0);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(ids(engine, "call"))
                    .doesNotHaveDuplicates()
                    .hasSizeGreaterThanOrEqualTo(5)
                    .containsExactlyInAnyOrderElementsOf(ids(engine, "watch")));
            assertThat(engine.records()).allMatch(record -> record.contains("\"endedBy\":\"hangup\""));
            assertThat(ids(engine, "switch")).as("moved").hasSizeGreaterThanOrEqualTo(4);
            assertThat(engine.log()).doesNotContain(" ERROR ");
        }
    }

    private static void beforeTheTapIsUp(AsteriskLab lab, String extension) throws Exception {
        List<SippCaller> callers = new ArrayList<>();
        try {
            for (int stayMs = 1; stayMs < 250; stayMs += 50) {
                callers.add(SippCaller.speaking(lab, extension, silence, Duration.ofMillis(stayMs)));
            }
            for (SippCaller caller : callers) {
                assertThat(caller.phone().awaitEnd(PATIENCE)).isTrue();
                assertThat(caller.phone().complaint()).isEmpty();
            }
        } finally {
            callers.forEach(SippCaller::close);
        }
    }

    private static void whileTapped(AsteriskLab lab, EngineProcess engine, String way) {
        await().atMost(PATIENCE).until(() -> lab.bridges(engine.app()) == 0);
        try (SippCaller caller =
                SippCaller.speaking(lab, engine.extension(way), Speech.raw("en-calm", directory), STAY)) {
            await().atMost(PATIENCE).until(() -> lab.bridges(engine.app()) == 1);
            SipDialog.of(caller, lab).hangUp();
            await().atMost(PATIENCE).until(() -> lab.bridges(engine.app()) == 0);
        }
    }

    private static void whileMoved(AsteriskLab lab, EngineProcess engine, String way, String queue) {
        String member = "";
        try (SippAgent agent = new SippAgent(lab);
                SippCaller moving = upset(lab, engine.extension(way) + "-moving");
                SippCaller announced = upset(lab, engine.extension(way) + "-announced");
                SippCaller waiting = upset(lab, engine.extension(way) + "-waiting");
                SippCaller told = upset(lab, engine.extension(way) + "-told")) {
            await().atMost(PATIENCE).until(() -> !lab.variable(engine.extension(way) + "-moving", "CALLFUSE_ID")
                    .isEmpty());
            String id = lab.variable(engine.extension(way) + "-moving", "CALLFUSE_ID");
            await().pollInterval(Duration.ofMillis(2)).atMost(PATIENCE).until(() -> ids(engine, "switch")
                    .contains(id));
            SipDialog.of(moving, lab).hangUp();
            awaitHeard(announced.phone(), ANNOUNCEMENT_HZ);
            SipDialog.of(announced, lab).hangUp();
            awaitHeard(waiting.phone(), SOOTHING_HZ);
            SipDialog.of(waiting, lab).hangUp();
            awaitHeard(told.phone(), SOOTHING_HZ);
            member = "Local/" + agent.port() + "@lab-member";
            lab.cli("queue add member " + member + " to " + queue);
            awaitHeard(agent.phone(), WHISPER_HZ);
            SipDialog.of(told, lab).hangUp();
            assertThat(agent.phone().awaitEnd(PATIENCE)).isTrue();
            assertThat(agent.phone().complaint()).isEmpty();
        } finally {
            lab.cli("queue remove member " + member + " from " + queue);
        }
    }

    private static SippCaller upset(AsteriskLab lab, String extension) {
        return SippCaller.speaking(lab, extension, Speech.raw("en-angry", directory), STAY);
    }

    private static List<String> ids(EngineProcess engine, String type) {
        return engine.archive().stream()
                .map(JsonMapper.shared()::readTree)
                .filter(line -> line.path("type").asString("").equals(type))
                .map(TapHangupIT::id)
                .toList();
    }

    private static String id(JsonNode line) {
        return line.path("callId").asString("");
    }

    private static String policy(AsteriskLab lab, String queue) {
        String announcement = lab.tone(ANNOUNCEMENT_HZ);
        return "routes: {soothing: {context: callfuse-routes, extension: soothing, queue: " + queue + ", announce: "
                + String.join("&", announcement, announcement, announcement) + ", whisper: " + lab.tone(WHISPER_HZ)
                + ", answerWithin: 100 s}, fallback: {context: callfuse-routes, extension: fallback}, "
                + "agent: {context: callfuse-routes, extension: agent}}";
    }

    private static String tap(String media, String format) {
        String door = media.equals("rtp")
                ? "rtp: {enabled: true, listen: '127.0.0.1:" + AsteriskLab.freeUdpPort() + "'}\n"
                : "";
        return "tap: {by: ari, media: " + media + ", format: " + format + "}\n" + door;
    }

    private static void awaitHeard(SippPhone phone, double frequencyHz) {
        await().alias(frequencyHz + " Hz")
                .atMost(PATIENCE)
                .until(() -> phone.ear().firstHeardNs(frequencyHz).isPresent());
    }
}
