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

/** The place to which upset callers are to be moved is not in the dialplan, for callers of Stasis() as for those of a queue. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@ExtendWith(LabExtension.class)
class MissingRouteIT {
    private static final double WAITING_HZ = 440;
    private static final double FALLBACK_HZ = 760;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration STAY = Duration.ofSeconds(280);
    private static final String FALLBACK = "fallback: {context: callfuse-routes, extension: fallback}, "
            + "agent: {context: callfuse-routes, extension: agent}}";

    @TempDir
    static Path directory;

    @AfterAll
    static void shouldLeaveNothingBehind(AsteriskLab lab) {
        lab.hangUpCallers();
        await().atMost(PATIENCE).until(() -> lab.channels() == 0 && lab.bridges() == 0);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldGiveBothTheFallbackWhereTheContextIsMissing(AsteriskLab lab) {
        String policy = "routes: {soothing: {context: lab-no-such-context}, " + FALLBACK;
        try (EngineProcess engine = EngineProcess.startQuick(lab, policy);
                SippCaller inside = upset(lab, engine.extension("stay"));
                SippCaller waiting = upset(lab, engine.extension("queue"))) {
            awaitHeard(inside, FALLBACK_HZ);
            awaitHeard(waiting, FALLBACK_HZ);
            await().atMost(PATIENCE).until(() -> switches(engine, "witched to ") == 2);
            assertThat(switches(engine, "to fallback: route 'soothing' (lab-no-such-context,s,1) does not exist"))
                    .isEqualTo(2);
            hangUpAndAwaitRecords(lab, engine);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void shouldLeaveBothWhereTheyAreWhereTheQueueIsMissingAndThereIsNoFallback(AsteriskLab lab) {
        String policy = "fallback: none, routes: {soothing: {context: callfuse-routes, extension: soothing, "
                + "queue: no-such-queue}, " + FALLBACK;
        try (EngineProcess engine = EngineProcess.startQuick(lab, policy);
                SippCaller inside = upset(lab, engine.extension("stay"));
                SippCaller waiting = upset(lab, engine.extension("queue"))) {
            await().atMost(PATIENCE).until(() -> switches(engine, ": not switched to soothing: ") == 2);
            awaitHeard(inside, WAITING_HZ);
            awaitHeard(waiting, WAITING_HZ);
            assertThat(switches(engine, "no-such-queue")).isGreaterThanOrEqualTo(2);
            hangUpAndAwaitRecords(lab, engine);
        }
    }

    private static void hangUpAndAwaitRecords(AsteriskLab lab, EngineProcess engine) {
        lab.hangUp(lab.channelOf(engine.extension("stay")).orElseThrow());
        lab.hangUp(lab.channelOf(engine.extension("queue")).orElseThrow());
        await().atMost(PATIENCE).until(() -> engine.records().size() == 2);
    }

    private static long switches(EngineProcess engine, String words) {
        return engine.log().lines().filter(line -> line.contains(words)).count();
    }

    private static SippCaller upset(AsteriskLab lab, String extension) {
        return SippCaller.speaking(lab, extension, Speech.raw("en-angry", directory), STAY);
    }

    private static void awaitHeard(SippCaller caller, double frequencyHz) {
        await().alias(frequencyHz + " Hz")
                .atMost(PATIENCE)
                .until(() -> caller.phone().ear().hearsNow(frequencyHz));
    }
}
