package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The real engine killed and stopped (SIGKILL, SIGSTOP) around and during calls: each call goes on unharmed. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class EngineFaultIT {
    private static final double WAITING_HZ = 440;
    private static final double NEXT_STEP_HZ = 1000;
    private static final double GUARD_AND_MARGIN_S = 4;
    private static final Duration STAY = Duration.ofSeconds(12);

    @TempDir
    static Path directory;

    @AfterAll
    static void shouldLeaveNoChannelBehind(AsteriskLab lab) {
        await().atMost(Duration.ofSeconds(10)).until(() -> lab.channels() == 0);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldLeaveTheCallerInTheQueueWhenTheEngineIsKilled(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.start(lab, "keep");
                SippCaller caller = speaking(lab, engine.extension("queue"))) {
            awaitHeard(caller, WAITING_HZ);
            awaitTapped(lab);
            engine.kill();
            assertThat(caller.phone().awaitEnd(STAY.plusSeconds(3))).isTrue();
            assertThat(caller.phone().complaint()).isEmpty();
            assertThat(caller.phone()
                            .ear()
                            .firstHeardNs(
                                    WAITING_HZ,
                                    System.nanoTime() - Duration.ofSeconds(2).toNanos()))
                    .as("still waiting when he hangs up")
                    .isPresent();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldGoOnAtOnceWhenTheEngineIsKilledDuringAQuestion(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.start(lab, "keep");
                SippCaller caller = speaking(lab, engine.extension("question"))) {
            awaitTapped(lab);
            long faultNs = System.nanoTime();
            engine.kill();
            goesOnAfter(caller, faultNs, 1);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldGoOnWhenTheEngineWasStoppedBeforeTheConnection(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.start(lab, "keep")) {
            engine.stop();
            try (SippCaller watched = speaking(lab, engine.extension("watch"));
                    SippCaller asked = speaking(lab, engine.extension("question"))) {
                goesOnAfter(watched, watched.phone().startedNs(), GUARD_AND_MARGIN_S);
                goesOnAfter(asked, asked.phone().startedNs(), GUARD_AND_MARGIN_S);
            }
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldGoOnWhenTheEngineIsStoppedDuringAgi(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.start(lab, "keep");
                AgiTripwire tripwire = new AgiTripwire(engine.agiPort(), engine::stop);
                SippCaller caller = speaking(lab, engine.extension("watch", tripwire.port()))) {
            await().atMost(STAY).until(() -> tripwire.trippedNs() != 0);
            goesOnAfter(caller, tripwire.trippedNs(), GUARD_AND_MARGIN_S);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldGoOnWhenTheEngineIsStoppedDuringAudioSocket(AsteriskLab lab) {
        try (EngineProcess engine = EngineProcess.start(lab, "keep");
                SippCaller caller = speaking(lab, engine.extension("question"))) {
            awaitTapped(lab);
            long faultNs = System.nanoTime();
            engine.stop();
            goesOnAfter(caller, faultNs, GUARD_AND_MARGIN_S);
        }
    }

    private static SippCaller speaking(AsteriskLab lab, String extension) {
        return SippCaller.speaking(lab, extension, Speech.raw("en-calm", directory), STAY);
    }

    /** Two seconds into the call the engine hears the caller, and has not yet decided anything. */
    private static void awaitTapped(AsteriskLab lab) {
        await().pollDelay(Duration.ofSeconds(2)).until(() -> lab.channels() > 0);
    }

    private static void goesOnAfter(SippCaller caller, long faultNs, double withinSeconds) {
        await().atMost(STAY)
                .until(() -> caller.phone().ear().hearsNow(NEXT_STEP_HZ)
                        || !caller.phone().isInUse());
        long heardNs = caller.phone().ear().firstHeardNs(NEXT_STEP_HZ).orElseThrow();
        System.out.printf("the call goes on %.2f s after the fault%n", (heardNs - faultNs) / 1e9);
        assertThat((heardNs - faultNs) / 1e9).isLessThan(withinSeconds);
        assertThat(caller.phone().awaitEnd(STAY.plusSeconds(3))).isTrue();
        assertThat(caller.phone().complaint()).isEmpty();
    }

    private static void awaitHeard(SippCaller caller, double frequencyHz) {
        await().atMost(STAY)
                .until(() -> caller.phone().ear().hearsNow(frequencyHz)
                        || !caller.phone().isInUse());
        assertThat(caller.secondsUntilHeard(frequencyHz)).isPresent();
    }
}
