package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A caller who hangs up while the engine is stalled is gone at once, with everything that belonged to his call. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class HangupIT {
    private static final Duration SHORT_STAY = Duration.ofMillis(1500);

    @TempDir
    static Path directory;

    @ParameterizedTest
    @CsvSource({
        "watch,    STALLED_BEFORE_ACCEPT",
        "watch,    STALLED_DURING_AGI",
        "tap,      STALLED_BEFORE_ACCEPT",
        "tapqueue, STALLED_DURING_AUDIO",
        "question, STALLED_BEFORE_ACCEPT",
        "question, STALLED_DURING_AUDIO",
        "question, STALLED_DURING_VERDICT"
    })
    void shouldFreeTheCallWithinASecond(String way, Fault fault, AsteriskLab lab) {
        try (FaultyEngine engine = new FaultyEngine(fault);
                SippCaller caller =
                        SippCaller.speaking(lab, engine.extension(way), Speech.silence(directory), SHORT_STAY)) {
            assertThat(caller.phone().awaitEnd(SHORT_STAY.plusSeconds(3))).isTrue();
            assertThat(caller.phone().complaint()).isEmpty();
            await().atMost(Duration.ofSeconds(1)).until(() -> lab.channels() == 0);
        }
    }
}
