package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real engine on the real ARI: callers of Stasis() and of the queue, tapped by snoop and external media, moved, unharmed. */
@Timeout(value = 150, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class AriIT {
    private static final double WAITING_HZ = 440;
    private static final double SOOTHING_HZ = 660;
    private static final double NEXT_STEP_HZ = 1000;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration SHORT_STAY = Duration.ofSeconds(8);
    private static final Duration STAY = Duration.ofSeconds(66);

    @TempDir
    static Path directory;

    @AfterEach
    void shouldLeaveNoChannelAndNoBridgeBehind(AsteriskLab lab) {
        lab.hangUpCallers();
        awaitNothingLeft(lab);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stasis", "stay", "queue"})
    void shouldHearAnUpsetCallerAndMoveHim(String way, AsteriskLab lab) {
        Path upset = Speech.raw("en-angry", directory);
        try (EngineProcess engine = startEngine(lab);
                SippCaller caller = SippCaller.speaking(lab, engine.extension(way), upset, STAY)) {
            awaitHeard(caller, WAITING_HZ);
            awaitHeard(caller, SOOTHING_HZ);
            System.out.printf(
                    "ari, %s: moved after %.1f s%n",
                    way, caller.secondsUntilHeard(SOOTHING_HZ).orElseThrow());
            await().atMost(SOON).until(() -> engine.log().contains(": switched to soothing: "));
            lab.hangUpCallers();
            await().atMost(SOON).until(() -> String.join("", engine.archive()).contains("\"endedBy\":\"hangup\""));
            assertThat(String.join("", engine.archive()))
                    .contains("\"audioFrames\":")
                    .doesNotContain("\"audioFrames\":0,");
            assertThat(engine.log().lines().filter(line -> line.contains(": switched to ")))
                    .hasSize(1);
        }
    }

    @Test
    void shouldKeepTheTapsOutOfTheCallRecordsAndLeaveNothing(AsteriskLab lab) {
        int before = lab.records().size();
        try (EngineProcess engine = startEngine(lab);
                SippCaller caller = calm(lab, engine.extension("stasis"), SHORT_STAY);
                SippCaller other = calm(lab, engine.extension("queue"), SHORT_STAY)) {
            await().atMost(SOON).until(() -> lab.bridges() == 2);
            assertThat(caller.phone().awaitEnd(STAY)).isTrue();
            assertThat(other.phone().awaitEnd(STAY)).isTrue();
            assertThat(caller.phone().complaint()).isEmpty();
            awaitNothingLeft(lab);
            List<CallRecord> records = lab.records();
            assertThat(records.subList(before, records.size()))
                    .extracting(CallRecord::channel)
                    .hasSize(2)
                    .allMatch(channel -> channel.startsWith("PJSIP/"));
        }
    }

    @Test
    void shouldLeaveNothingOfCallersWhoHangUpAtAnyStep(AsteriskLab lab) throws InterruptedException {
        try (EngineProcess engine = startEngine(lab)) {
            for (int afterMs = 40; afterMs <= 400; afterMs += 60) {
                try (SippCaller caller = calm(lab, engine.extension("stasis"), Duration.ofMillis(afterMs));
                        SippCaller other = calm(lab, engine.extension("stay"), Duration.ofMillis(afterMs))) {
                    assertThat(caller.phone().awaitEnd(STAY)).isTrue();
                    assertThat(other.phone().awaitEnd(STAY)).isTrue();
                }
            }
            awaitNothingLeft(lab);
        }
    }

    @Test
    void shouldGiveTheCallerBackAtOnceWhereNoEngineServesTheApplication(AsteriskLab lab) {
        try (SippCaller caller = calm(lab, "stay-1-1", SHORT_STAY)) {
            awaitHeard(caller, NEXT_STEP_HZ);
            assertThat(caller.secondsUntilHeard(NEXT_STEP_HZ).orElseThrow()).isLessThan(3);
            assertThat(caller.phone().awaitEnd(STAY)).isTrue();
        }
    }

    @Test
    void shouldGiveTheCallerBackWhenTheEngineIsKilledAndRemoveItsTapsWithTheNext(AsteriskLab lab) {
        EngineProcess killed = startEngine(lab);
        try (SippCaller caller = calm(lab, killed.extension("stay"), Duration.ofSeconds(40))) {
            awaitHeard(caller, WAITING_HZ);
            killed.kill();
            awaitHeard(caller, NEXT_STEP_HZ);
            assertThat(lab.bridges()).isEqualTo(1);
            try (EngineProcess next = EngineProcess.startWithAri(lab, killed.app())) {
                await().atMost(SOON).until(() -> lab.bridges() == 0);
                await().atMost(SOON).until(() -> next.log().contains("stray parts of taps removed"));
                assertThat(caller.phone().isInUse()).isTrue();
            }
        } finally {
            killed.close();
        }
    }

    @Test
    void shouldGiveTheCallerBackWhenTheEngineStalls(AsteriskLab lab) {
        try (EngineProcess engine = startEngine(lab);
                SippCaller caller = calm(lab, engine.extension("stay"), Duration.ofSeconds(20))) {
            awaitHeard(caller, WAITING_HZ);
            engine.stop();
            long stoppedNs = System.nanoTime();
            awaitHeard(caller, NEXT_STEP_HZ);
            assertThat((System.nanoTime() - stoppedNs) / 1e9).isLessThan(6);
        }
    }

    @Test
    void shouldGoOnHearingThroughAReloadOfAri(AsteriskLab lab) {
        try (EngineProcess engine = startEngine(lab);
                SippCaller caller = calm(lab, engine.extension("stasis"), Duration.ofSeconds(14))) {
            await().atMost(SOON).until(() -> lab.bridges() == 1);
            lab.cli("module reload res_ari.so");
            lab.cli("module unload -f res_ari_events.so");
            lab.cli("module load res_ari_events.so");
            await().atMost(SOON)
                    .until(() -> engine.log().contains("connection is back")
                            || !engine.log().contains("event stream lost"));
            assertThat(lab.bridges()).isEqualTo(1);
            assertThat(caller.phone().awaitEnd(STAY)).isTrue();
            assertThat(caller.phone().complaint()).isEmpty();
            awaitNothingLeft(lab);
            await().atMost(SOON).until(() -> String.join("", engine.archive()).contains("\"type\":\"call\""));
            assertThat(String.join("", engine.archive())).contains("\"droppedFrames\":0");
        }
    }

    private static EngineProcess startEngine(AsteriskLab lab) {
        EngineProcess engine = EngineProcess.startWithAri(lab);
        await().atMost(SOON).until(() -> engine.log().contains("is served"));
        return engine;
    }

    private static SippCaller calm(AsteriskLab lab, String extension, Duration stay) {
        return SippCaller.speaking(lab, extension, Speech.raw("en-calm", directory), stay);
    }

    private static void awaitNothingLeft(AsteriskLab lab) {
        await().atMost(SOON).until(() -> lab.channels() == 0 && lab.bridges() == 0);
    }

    private static void awaitHeard(SippCaller caller, double frequencyHz) {
        await().atMost(STAY)
                .until(() -> caller.phone().ear().hearsNow(frequencyHz)
                        || !caller.phone().isInUse());
        assertThat(caller.secondsUntilHeard(frequencyHz))
                .as(frequencyHz + " Hz is heard")
                .isPresent();
    }
}
