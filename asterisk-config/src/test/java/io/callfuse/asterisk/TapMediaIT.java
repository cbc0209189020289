package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real engine hears an upset caller on every way other than AudioSocket, and moves him; nothing of the tap stays. */
@Timeout(value = 150, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class TapMediaIT {
    private static final double SOOTHING_HZ = 660;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration STAY = Duration.ofSeconds(66);

    @TempDir
    static Path directory;

    @AfterEach
    void shouldLeaveNoChannelAndNoBridgeBehind(AsteriskLab lab) {
        lab.hangUpCallers();
        await().atMost(SOON).until(() -> lab.channels() == 0 && lab.bridges() == 0);
    }

    /** The last is tapped by the dialplan, over a WebSocket that Asterisk opens. */
    @ParameterizedTest
    @CsvSource({"stasis, rtp, ulaw, rtp", "queue, websocket, slin16, websocket", "wstap, audiosocket, slin, websocket"})
    void shouldHearAnUpsetCallerAndMoveHim(String way, String media, String format, String inlet, AsteriskLab lab) {
        Path upset = Speech.raw("en-angry", directory);
        try (EngineProcess engine = EngineProcess.startWithAri(lab, media, format)) {
            await().atMost(SOON).until(() -> engine.log().contains("is served"));
            try (SippCaller caller = SippCaller.speaking(lab, engine.extension(way), upset, STAY)) {
                await().atMost(STAY)
                        .until(() -> caller.phone().ear().hearsNow(SOOTHING_HZ)
                                || !caller.phone().isInUse());
                assertThat(caller.secondsUntilHeard(SOOTHING_HZ))
                        .as("%s", engine.log())
                        .isPresent();
                lab.hangUpCallers();
                await().atMost(SOON).until(() -> !engine.records().isEmpty());
            }
            assertThat(engine.records())
                    .singleElement()
                    .asString()
                    .contains("\"inlets\":[\"" + inlet + "\"]", "\"droppedFrames\":0");
            assertThat(engine.log().lines().filter(line -> line.contains(": switched to ")))
                    .hasSize(1);
        }
    }
}
