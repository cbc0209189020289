package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fifty callers who come in one second, five of them upset: every one is heard, the five are moved once, nothing is left. */
@Timeout(value = 150, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class StormIT {
    private static final int CALM = 45;
    private static final int UPSET = 5;
    private static final Duration STAY = Duration.ofSeconds(25);
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ami queue", "ari stasis"})
    void shouldHearEveryCallerAndMoveTheUpsetOnesOnce(String way, AsteriskLab lab) {
        boolean ari = way.startsWith("ari");
        try (EngineProcess engine = ari ? EngineProcess.startWithAri(lab) : EngineProcess.start(lab, "keep")) {
            await().atMost(LONG).until(() -> !ari || engine.log().contains("is served"));
            String extension = engine.extension(way.split(" ")[1]);
            try (SippCaller calm = storm(lab, extension, "en-calm", CALM);
                    SippCaller upset = storm(lab, extension, "en-angry", UPSET)) {
                await().atMost(LONG).until(() -> switches(engine) == UPSET);
                for (SippCaller callers : List.of(calm, upset)) {
                    assertThat(callers.phone().awaitEnd(LONG)).isTrue();
                    assertThat(callers.phone().complaint()).isEmpty();
                }
            }
            await().atMost(LONG).until(() -> engine.records().size() == CALM + UPSET);
            assertThat(engine.records()).allSatisfy(record -> assertThat(record).doesNotContain("\"audioFrames\":0,"));
            assertThat(switches(engine)).isEqualTo(UPSET);
            await().atMost(LONG).until(() -> lab.channels() == 0 && lab.bridges() == 0);
        }
    }

    private static SippCaller storm(AsteriskLab lab, String extension, String voice, int callers) {
        return SippCaller.storm(lab, extension, Speech.raw(voice, directory), STAY, callers);
    }

    private static long switches(EngineProcess engine) {
        return engine.log()
                .lines()
                .filter(line -> line.contains(": switched to soothing: "))
                .count();
    }
}
