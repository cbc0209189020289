package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real engine beside a real Asterisk: who is moved, who is not, and what both ends hear. */
@Timeout(value = 150, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class TransferIT {
    private static final double WAITING_HZ = 440;
    private static final double SOOTHING_HZ = 660;
    private static final double NEXT_STEP_HZ = 1000;
    private static final double FIRST_MINUTE_S = 60;
    private static final Duration STAY = Duration.ofSeconds(66);

    @TempDir
    static Path directory;

    private static final List<EngineProcess> engines = new ArrayList<>();

    private static EngineProcess keeping;
    private static EngineProcess hangingUp;

    @BeforeAll
    static void startEngines(AsteriskLab lab) {
        keeping = EngineProcess.start(lab, "keep");
        engines.add(keeping);
        hangingUp = EngineProcess.start(lab, "hangup");
        engines.add(hangingUp);
    }

    @AfterAll
    static void shouldLeaveNoChannelBehind(AsteriskLab lab) {
        engines.forEach(EngineProcess::close);
        await().atMost(Duration.ofSeconds(10)).until(() -> lab.channels() == 0);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"queue", "tapqueue"})
    void shouldMoveAnEscalatingCallerOutOfTheQueueWithinTheFirstMinute(String way, AsteriskLab lab) {
        Path speech = Speech.raw("en-escalating", directory);
        try (SippCaller caller = SippCaller.speaking(lab, keeping.extension(way), speech, STAY)) {
            awaitHeard(caller, SOOTHING_HZ);
            double movedAfter = caller.secondsUntilHeard(SOOTHING_HZ).orElseThrow();
            System.out.printf("%s: the escalating caller hears the soothing queue after %.1f s%n", way, movedAfter);
            assertThat(movedAfter).isLessThan(FIRST_MINUTE_S);
            assertThat(caller.secondsUntilHeard(WAITING_HZ))
                    .hasValueSatisfying(waited -> assertThat(waited).isLessThan(movedAfter));
            assertThat(caller.phone().awaitEnd(STAY)).isTrue();
            assertThat(caller.phone().complaint()).isEmpty();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"en-calm", "zh-calm"})
    void shouldNeverMoveACalmCaller(String recording, AsteriskLab lab) {
        Path speech = Speech.raw(recording, directory);
        try (SippCaller caller = SippCaller.speaking(lab, keeping.extension("queue"), speech, STAY)) {
            awaitHeard(caller, WAITING_HZ);
            assertThat(caller.phone().awaitEnd(STAY.plusSeconds(5))).isTrue();
            assertThat(caller.secondsUntilHeard(SOOTHING_HZ)).isEmpty();
            assertThat(caller.phone().complaint()).isEmpty();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldKeepTheAgentWhenTheOperatorSaysKeep(AsteriskLab lab) {
        try (SippAgent agent = new SippAgent(lab);
                SippCaller caller = callAnAgent(lab, keeping, agent)) {
            awaitHeard(caller, SOOTHING_HZ);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> agent.phone().ear().hearsNow(WAITING_HZ));
            assertThat(agent.phone().isInUse()).isTrue();
            assertThat(caller.phone().awaitEnd(STAY)).isTrue();
            lab.hangUpAt("callfuse-routes!agent");
            assertThat(agent.phone().awaitEnd(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldLetTheAgentGoWhenTheOperatorSaysHangUp(AsteriskLab lab) {
        try (SippAgent agent = new SippAgent(lab);
                SippCaller caller = callAnAgent(lab, hangingUp, agent)) {
            awaitHeard(caller, SOOTHING_HZ);
            assertThat(agent.phone().awaitEnd(Duration.ofSeconds(5))).isTrue();
            assertThat(caller.phone().isInUse()).isTrue();
            assertThat(caller.phone().awaitEnd(STAY)).isTrue();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldBranchOnTheVerdictOfAQuestion(AsteriskLab lab) {
        Path upset = Speech.raw("en-angry", directory);
        Path calm = Speech.raw("en-calm", directory);
        Duration stay = Duration.ofSeconds(32);
        try (SippCaller angry = SippCaller.speaking(lab, keeping.extension("question"), upset, stay);
                SippCaller other = SippCaller.speaking(lab, hangingUp.extension("question"), calm, stay)) {
            awaitHeard(angry, SOOTHING_HZ);
            awaitHeard(other, NEXT_STEP_HZ);
            System.out.printf(
                    "question: branched after %.1f s (angry) and %.1f s (calm)%n",
                    angry.secondsUntilHeard(SOOTHING_HZ).orElseThrow(),
                    other.secondsUntilHeard(NEXT_STEP_HZ).orElseThrow());
            assertThat(angry.secondsUntilHeard(NEXT_STEP_HZ)).isEmpty();
            assertThat(other.secondsUntilHeard(SOOTHING_HZ)).isEmpty();
            assertThat(angry.phone().awaitEnd(stay)).isTrue();
            assertThat(other.phone().awaitEnd(stay)).isTrue();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldDecideACallWithoutMediaByTheEndOfTheFirstMinute(AsteriskLab lab) {
        String extension = keeping.extension("queue");
        try (SippCaller mute = SippCaller.withoutMedia(lab, extension + "-mute", STAY)) {
            awaitHeard(mute, WAITING_HZ);
            await().pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds((long) FIRST_MINUTE_S + 2))
                    .until(() -> "no-media".equals(lab.variable(extension + "-mute", "CALLFUSE_REASON")));
            assertThat(mute.phone().awaitEnd(STAY)).isTrue();
            assertThat(mute.secondsUntilHeard(SOOTHING_HZ)).isEmpty();
        }
    }

    private static SippCaller callAnAgent(AsteriskLab lab, EngineProcess engine, SippAgent agent) {
        String extension = engine.extension("agent") + "-" + agent.port();
        return SippCaller.speaking(lab, extension, Speech.raw("en-escalating", directory), STAY);
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
