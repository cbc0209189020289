package io.callfuse.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever state the engine is in, a call goes on in its dialplan: the three ways of use against every fault. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class GuardIT {
    private static final double NEXT_STEP_HZ = 1000;
    private static final double GUARD_S = 3;
    private static final double MARGIN_S = 1;
    private static final Duration STAY = Duration.ofSeconds(8);

    @TempDir
    static Path directory;

    private static int recordsBefore;
    private static int loggedBefore;

    @BeforeAll
    static void startEmpty(AsteriskLab lab) {
        Speech.silence(directory);
        recordsBefore = lab.records().size();
        loggedBefore = lab.log().length();
    }

    @AfterAll
    static void shouldLeaveNoChannelAndNoForeignRecordBehind(AsteriskLab lab) {
        await().atMost(Duration.ofSeconds(5)).until(() -> lab.channels() == 0);
        List<CallRecord> rows =
                lab.records().subList(recordsBefore, lab.records().size());
        assertThat(rows).hasSize(3 * Fault.values().length);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.channel()).startsWith("PJSIP/");
            assertThat(row.disposition()).isEqualTo("ANSWERED");
            assertThat(row.userField()).matches("[a-z0-9-]+ [a-z]* [a-z-]+ 1 ");
        });
        assertThat(lab.log().substring(loggedBefore))
                .as("a refused AudioSocket costs other calls their sockets")
                .doesNotContain("Failed to connect to AudioSocket service");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(Fault.class)
    void shouldGoOnWhenWatchedByAgi(Fault fault, AsteriskLab lab) {
        goesOn(lab, "watch", fault, GUARD_S + MARGIN_S);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(Fault.class)
    void shouldGoOnAtOnceWhenWatchedByTheDialplan(Fault fault, AsteriskLab lab) {
        goesOn(lab, "tap", fault, MARGIN_S);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource(Fault.class)
    void shouldGoOnAfterAQuestion(Fault fault, AsteriskLab lab) {
        goesOn(lab, "question", fault, GUARD_S + MARGIN_S);
    }

    private static void goesOn(AsteriskLab lab, String way, Fault fault, double withinSeconds) {
        try (FaultyEngine engine = new FaultyEngine(fault);
                SippCaller caller =
                        SippCaller.speaking(lab, engine.extension(way), directory.resolve("silence.ul"), STAY)) {
            await().alias(way + " with " + fault)
                    .atMost(STAY)
                    .until(() -> caller.phone().ear().hearsNow(NEXT_STEP_HZ)
                            || !caller.phone().isInUse());
            assertThat(caller.phone().isInUse())
                    .as(() -> way + " with " + fault + " is still on: "
                            + caller.phone().story())
                    .isTrue();
            double heardAfter = caller.secondsUntilHeard(NEXT_STEP_HZ).orElse(Double.NaN);
            double failedAfter = Math.max(0, (engine.failedNs() - caller.phone().startedNs()) / 1e9);
            System.out.printf(
                    "%-8s %-22s goes on after %.2f s, %.2f s after the fault%n",
                    way, fault, heardAfter, heardAfter - failedAfter);
            assertThat(heardAfter - failedAfter).isLessThan(withinSeconds);
            assertThat(caller.phone().awaitEnd(STAY.plusSeconds(2))).isTrue();
            assertThat(caller.phone().complaint()).isEmpty();
            assertThat(stateIn(lab, engine.extension(way))).isEqualTo(expectedState(way, fault));
        }
    }

    private static String stateIn(AsteriskLab lab, String extension) {
        await().atMost(Duration.ofSeconds(3))
                .until(() -> lab.recordOf(extension).isPresent());
        return lab.recordOf(extension).orElseThrow().userField().split(" ")[1];
    }

    /** A way that waits for the engine knows whether it answered; the tap does not ask. */
    private static String expectedState(String way, Fault fault) {
        boolean answersWatch = Set.of(Fault.NONE, Fault.STALLED_DURING_AUDIO, Fault.KILLED_DURING_AUDIO)
                .contains(fault);
        return switch (way) {
            case "tap" -> "";
            case "watch" -> answersWatch ? "answered" : "unavailable";
            default -> fault == Fault.NONE ? "answered" : "unavailable";
        };
    }
}
