package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A dialplan that asks by AGI(agi:async). */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class AsyncAgiIT {
    private static final double NEXT_STEP_HZ = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STAY = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @AfterEach
    void shouldLeaveNothingBehind(AsteriskLab lab) {
        lab.hangUpCallers();
        await().atMost(PATIENCE).until(() -> lab.channels() == 0);
    }

    @Test
    void shouldWatchTheCallerWhoGoesOnAtOnce(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.startAnsweringAsync(lab)) {
            String extension = engine.extension("async");
            try (SippCaller caller = SippCaller.speaking(lab, extension, Speech.raw("en-calm", directory), STAY)) {
                await().atMost(PATIENCE)
                        .until(() -> caller.secondsUntilHeard(NEXT_STEP_HZ).isPresent());
                System.out.printf(
                        "async AGI: the caller went on %.2f s after he called%n",
                        caller.secondsUntilHeard(NEXT_STEP_HZ).orElseThrow());
                assertThat(lab.variable(extension, "CALLFUSE_STATE")).isEqualTo("watching");
                assertThat(lab.variable(extension, "CALLFUSE_ID")).hasSize(36);
                assertThat(lab.variable(extension, "CALLFUSE_GUARD")).isEmpty();
                await().atMost(PATIENCE)
                        .until(() -> lab.cli("core show channels concise").contains("AudioSocket/"));
                await().pollDelay(Duration.ofSeconds(3))
                        .until(() -> caller.phone().isInUse());
                lab.hangUpCallers();
                await().atMost(PATIENCE).until(() -> engine.records().size() == 1);
            }
            JsonNode record = JsonMapper.shared().readTree(engine.records().get(0));
            assertThat(record.path("audioFrames").asInt()).isGreaterThan(20);
        }
    }

    @Test
    void shouldMarkTellTheVerdictAndListenNoMore(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.startAnsweringAsync(lab)) {
            String extension = engine.extension("asyncmark");
            try (SippCaller caller = SippCaller.speaking(lab, extension, Speech.raw("en-calm", directory), STAY)) {
                await().atMost(PATIENCE)
                        .until(() -> caller.secondsUntilHeard(NEXT_STEP_HZ).isPresent());
                assertThat(lab.variable(extension, "LAB_WATCHED")).isEqualTo("watching");
                assertThat(lab.variable(extension, "LAB_MARKED")).isEqualTo("marked");
                assertThat(lab.variable(extension, "LAB_VERDICT")).isEqualTo("closed");
                await().atMost(PATIENCE).until(() -> engine.records().size() == 1);
                assertThat(engine.records().get(0))
                        .contains("\"kind\":\"mark\",\"agent\":\"ann b\",\"tier\":\"gold\"")
                        .contains("\"endedBy\":\"unwatched\"");
                assertThat(caller.phone().isInUse()).isTrue();
            }
        }
    }

    @Test
    void shouldGiveTheCallerBackAfterTheGuardsTimeWhereNobodyAnswers(AsteriskLab lab) {
        String extension = "async-" + AsteriskLab.freeTcpPort() + "-" + AsteriskLab.freeTcpPort();
        try (SippCaller caller = SippCaller.speaking(lab, extension, Speech.silence(directory), STAY)) {
            await().atMost(PATIENCE)
                    .until(() -> caller.secondsUntilHeard(NEXT_STEP_HZ).isPresent());
            double after = caller.secondsUntilHeard(NEXT_STEP_HZ).orElseThrow();
            System.out.printf("async AGI: with no engine the caller went on after %.1f s%n", after);
            assertThat(lab.variable(extension, "CALLFUSE_STATE")).isEqualTo("unavailable");
            assertThat(lab.variable(extension, "CALLFUSE_GUARD")).isEqualTo("late");
        }
    }

    @Test
    void shouldLeaveThoseAloneWhoAskSomebodyElse(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.startAnsweringAsync(lab)) {
            String extension = engine.extension("asyncother");
            try (SippCaller caller = SippCaller.speaking(lab, extension, Speech.silence(directory), STAY)) {
                await().atMost(PATIENCE)
                        .until(() -> lab.cli("core show channels concise").contains("agi:async"));
                await().pollDelay(Duration.ofSeconds(4)).atMost(PATIENCE).until(() -> caller.phone()
                        .isInUse());
                assertThat(caller.secondsUntilHeard(NEXT_STEP_HZ)).isEmpty();
                assertThat(lab.cli("core show channels concise")).contains("agi:async");
            }
        }
    }
}
