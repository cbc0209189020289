package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asterisk restarted under the engine, and the manager's connection cut: calls end with a record, the next ones are served. */
@Timeout(value = 150, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class AsteriskRestartIT {
    private static final double WAITING_HZ = 440;
    private static final double SOOTHING_HZ = 660;
    private static final Duration STAY = Duration.ofSeconds(45);
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ami queue", "ari stasis"})
    void shouldServeTheNextCallerAfterAsteriskWasRestarted(String way, AsteriskLab lab) {
        boolean ari = way.startsWith("ari");
        try (EngineProcess engine = ari ? EngineProcess.startWithAri(lab) : EngineProcess.start(lab, "keep")) {
            await().atMost(LONG).until(() -> !ari || engine.log().contains("is served"));
            String extension = engine.extension(way.split(" ")[1]);
            try (SippCaller lost = caller(lab, extension, "en-calm")) {
                awaitHeard(lost, WAITING_HZ);
                lab.restart();
                await().atMost(LONG).until(() -> engine.records().size() == 1);
            }
            await().atMost(LONG)
                    .until(() -> engine.log()
                                    .lines()
                                    .filter(line -> line.contains("is back"))
                                    .count()
                            == (ari ? 2 : 1));
            try (SippCaller next = caller(lab, extension, "en-angry")) {
                awaitHeard(next, WAITING_HZ);
                awaitHeard(next, SOOTHING_HZ);
            }
            lab.hangUpCallers();
            await().atMost(LONG).until(() -> engine.records().size() == 2);
            await().atMost(LONG).until(() -> lab.channels() == 0 && lab.bridges() == 0);
        }
    }

    @Test
    void shouldMoveACallerWhoBecameUpsetWhileTheManagerWasAway(AsteriskLab lab) {
        try (Cable cable = new Cable(lab.amiPort());
                EngineProcess engine = EngineProcess.start(lab, cable);
                SippCaller caller = caller(lab, engine.extension("queue"), "en-angry")) {
            awaitHeard(caller, WAITING_HZ);
            cable.cut();
            await().atMost(LONG).until(() -> engine.log().contains("connection lost"));
            assertThat(caller.phone().isInUse()).isTrue();
            cable.mend();
            awaitHeard(caller, SOOTHING_HZ);
            lab.hangUpCallers();
            await().atMost(LONG).until(() -> engine.records().size() == 1);
            assertThat(engine.log().lines().filter(line -> line.contains(": switched to ")))
                    .hasSize(1);
        }
    }

    private static SippCaller caller(AsteriskLab lab, String extension, String voice) {
        return SippCaller.speaking(lab, extension, Speech.raw(voice, directory), STAY);
    }

    private static void awaitHeard(SippCaller caller, double frequencyHz) {
        await().atMost(LONG)
                .until(() -> caller.phone().ear().hearsNow(frequencyHz)
                        || !caller.phone().isInUse());
        assertThat(caller.secondsUntilHeard(frequencyHz))
                .as(frequencyHz + " Hz is heard")
                .isPresent();
    }
}
