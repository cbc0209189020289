package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An engine killed while three calls run, one of them moved already: it comes back, and each has one record with the gap. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class RestartIT {
    private static final Duration STAY = Duration.ofSeconds(55);
    private static final double SOOTHING_HZ = 660;
    private static final double WAITING_HZ = 440;

    @TempDir
    static Path directory;

    @Test
    void shouldHearItsCallsAgainAndMoveNobodyTwice(AsteriskLab lab) {
        Path angry = Speech.raw("en-angry", directory);
        Path calm = Speech.raw("en-calm", directory);
        try (EngineProcess engine = EngineProcess.start(lab, "keep");
                SippCaller upset = SippCaller.speaking(lab, engine.extension("queue"), angry, STAY);
                SippCaller first = SippCaller.speaking(lab, engine.extension("queue"), calm, STAY);
                SippCaller second = SippCaller.speaking(lab, engine.extension("queue"), calm, STAY)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> upset.phone().ear().hearsNow(SOOTHING_HZ)
                            && first.phone().ear().hearsNow(WAITING_HZ)
                            && second.phone().ear().hearsNow(WAITING_HZ)
                            && count(engine, "\"phase\":\"done\"") == 1);
            engine.kill();
            try (EngineProcess again = engine.again(lab)) {
                await().atMost(STAY.plusSeconds(20)).until(() -> count(again, "\"type\":\"call\"") == 3);
                List<String> records = again.archive().stream()
                        .filter(line -> line.contains("\"type\":\"call\""))
                        .toList();
                assertThat(records).allSatisfy(record -> assertThat(record)
                        .contains("\"kind\":\"restart\"", "\"unheardMs\"", "\"endedBy\":\"hangup\""));
                assertThat(count(again, "\"phase\":\"ordered\"")).isEqualTo(1);
                assertThat(again.log()).contains("it is heard again");
            }
            assertThat(upset.phone().awaitEnd(Duration.ofSeconds(5))).isTrue();
            assertThat(upset.phone().complaint()).isEmpty();
        }
    }

    private static long count(EngineProcess engine, String what) {
        return engine.archive().stream().filter(line -> line.contains(what)).count();
    }
}
