package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Hold by re-INVITE of either side, music by the dialplan, and a caller of whom no packet comes: what the archive tells. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class HoldIT {
    private static final Duration BEFORE = Duration.ofSeconds(4);
    private static final Duration ON_HOLD = Duration.ofSeconds(6);
    private static final Pattern AT_MS = Pattern.compile("\"atMs\":(\\d+)");

    @TempDir
    static Path directory;

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldPauseWhileTheCallerHolds(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.start(lab, "keep");
                SippCaller caller = SippCaller.holding(
                        lab, engine.extension("watch"), Speech.raw("en-angry", directory), BEFORE, ON_HOLD)) {
            String record = record(engine);
            assertThat(caller.phone().awaitEnd(Duration.ofSeconds(5))).isTrue();
            assertThat(record).contains("\"kind\":\"hold\",\"by\":\"caller\"", "\"kind\":\"unhold\",\"by\":\"caller\"");
            assertThat(heldSeconds(record)).isBetween(5, 7);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldPauseWhileTheAgentHoldsTheCaller(AsteriskLab lab) {
        int port = AsteriskLab.freeUdpPort();
        Map<String, String> words =
                Map.of("BEFORE_MS", Long.toString(BEFORE.toMillis()), "ON_HOLD_MS", Long.toString(ON_HOLD.toMillis()));
        try (EngineProcess engine = EngineProcess.start(lab, "keep");
                SippPhone agent = new SippPhone(
                        lab,
                        "agentholder.xml",
                        words,
                        List.of("127.0.0.1:" + lab.sipPort(), "-p", Integer.toString(port)));
                SippCaller caller = SippCaller.speaking(
                        lab,
                        engine.extension("agent") + "-" + port,
                        Speech.raw("en-calm", directory),
                        Duration.ofSeconds(14))) {
            String record = record(engine);
            assertThat(caller.phone().awaitEnd(Duration.ofSeconds(5))).isTrue();
            assertThat(agent.awaitEnd(Duration.ofSeconds(5))).isTrue();
            assertThat(record).contains("\"kind\":\"hold\"", "\"kind\":\"music-begins\"", "\"kind\":\"unhold\"");
            assertThat(heldSeconds(record)).isBetween(5, 7);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldGoOnHearingACallerToWhomTheDialplanPlaysMusic(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.start(lab, "keep");
                SippCaller caller = SippCaller.speaking(
                        lab, engine.extension("music"), Speech.raw("en-calm", directory), Duration.ofSeconds(13))) {
            String record = record(engine);
            assertThat(caller.phone().awaitEnd(Duration.ofSeconds(5))).isTrue();
            assertThat(record).contains("\"kind\":\"music-begins\"", "\"kind\":\"music-ends\"", "\"line\":\"music\"");
            assertThat(heldSeconds(record)).isZero();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldTellWithinThreeSecondsThatNoPacketComes(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.start(lab, "keep");
                SippCaller caller = SippCaller.withoutMedia(lab, engine.extension("watch"), Duration.ofSeconds(8))) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> line(engine, "no-media").isPresent());
            assertThat(caller.phone().isInUse()).as("while the call goes on").isTrue();
            Matcher at = AT_MS.matcher(line(engine, "no-media").orElseThrow());
            assertThat(at.find()).isTrue();
            assertThat(Long.parseLong(at.group(1))).isLessThanOrEqualTo(3000);
            assertThat(engine.log()).contains("no packet has come for");
            assertThat(record(engine)).contains("\"line\":\"no-media\"", "\"reason\":\"no-media\"");
        }
    }

    private static String record(EngineProcess engine) {
        await().atMost(Duration.ofSeconds(40)).until(() -> line(engine, "call").isPresent());
        return line(engine, "call").orElseThrow();
    }

    private static Optional<String> line(EngineProcess engine, String type) {
        return engine.archive().stream()
                .filter(line -> line.contains("\"type\":\"" + type + "\""))
                .findFirst();
    }

    private static int heldSeconds(String record) {
        return record.split("\"held\":true", -1).length - 1;
    }
}
