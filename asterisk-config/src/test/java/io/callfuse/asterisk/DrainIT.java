package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the dialplan may ask of a watched call beside its verdict, and what it meets while the engine is being stopped. */
@ExtendWith(LabExtension.class)
@Timeout(120)
class DrainIT {
    private static final double VOICE_HZ = 300;
    private static final double AFTER_HZ = 1000;
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration STAY = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static Path voice;

    @BeforeAll
    static void recordAVoice() throws IOException {
        voice = Files.write(directory.resolve("voice.ul"), Tone.muLaw(VOICE_HZ, 8000 * 30));
    }

    @AfterAll
    static void shouldLeaveNoChannelBehind(AsteriskLab lab) {
        await().atMost(SOON).until(() -> lab.channels() == 0);
    }

    @Test
    void shouldJoinMarksToTheRecordAndStopListeningWhenAsked(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.start(lab, "keep");
                SippCaller caller = SippCaller.speaking(lab, engine.extension("marked"), voice, STAY)) {
            String extension = engine.extension("marked");
            awaitHeard(caller, AFTER_HZ);
            assertThat(lab.variable(extension, "LAB_MARKED")).isEqualTo("marked");
            // The last verdict may have come by AMI since.
            assertThat(lab.variable(extension, "CALLFUSE_STATE")).isIn("unwatched", "closed");
            await().atMost(SOON).until(() -> engine.records().size() == 1);
            assertThat(engine.records().get(0))
                    .contains("\"endedBy\":\"unwatched\"", "\"agent\":\"ann b\"", "\"tier\":\"gold\"")
                    .contains("\"customer\":\"c-17\"");
            await().atMost(SOON)
                    .until(() -> !lab.cli("core show channels concise").contains("AudioSocket/"));
            assertThat(lab.channelOf(extension)).isPresent();
            assertThat(caller.phone().awaitEnd(STAY)).isTrue();
        }
    }

    @Test
    void shouldLetDialplansGoOnWhileItDrainsAndArchiveTheCallsThatStay(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.start(lab, "keep");
                SippCaller watched = SippCaller.speaking(lab, engine.extension("watch"), voice, STAY)) {
            awaitHeard(watched, AFTER_HZ);
            await().atMost(SOON)
                    .until(() -> lab.cli("core show channels concise").contains("AudioSocket/"));
            engine.terminate();
            await().atMost(SOON).until(() -> engine.log().contains("no new calls; 1 go on"));
            try (SippCaller late = SippCaller.speaking(lab, engine.extension("queue"), voice, STAY)) {
                await().atMost(SOON)
                        .until(() -> lab.variable(engine.extension("queue"), "CALLFUSE_STATE"), "draining"::equals);
                assertThat(engine.exitCode(SOON)).hasValue(0);
                assertThat(engine.records()).singleElement().asString().contains("\"endedBy\":\"engine-stopped\"");
                assertThat(watched.phone().ear().hearsNow(AFTER_HZ)).isTrue();
                assertThat(late.phone().awaitEnd(STAY)).isTrue();
                assertThat(late.phone().complaint()).isEmpty();
                assertThat(watched.phone().awaitEnd(STAY)).isTrue();
            }
        }
    }

    private static void awaitHeard(SippCaller caller, double frequencyHz) {
        await().alias(frequencyHz + " Hz")
                .atMost(SOON)
                .until(() -> caller.phone().ear().hearsNow(frequencyHz));
    }
}
