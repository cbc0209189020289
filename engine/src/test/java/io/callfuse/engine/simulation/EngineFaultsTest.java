package io.callfuse.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.callfuse.engine.Engine;
import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.config.LoadedConfig;
import io.callfuse.engine.scoring.HandMadeModel;
import io.callfuse.models.EmotionModel;
import io.callfuse.models.EmotionModel.Input;
import io.callfuse.models.EmotionModel.ScoreMap;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many calls on a whole engine, over the wire, from an Asterisk that delays, reorders, refuses, repeats, forgets and breaks by a
 * printed seed: nobody is moved twice, nor who is calm, no tap stays behind, and of every call there is one record. {@code
 * -Dcallfuse.ami.calls=10000} for the long form.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class EngineFaultsTest {
    private static final int CALLS = Integer.getInteger("callfuse.ami.calls", 200);
    private static final long SEED = Long.getLong("callfuse.ami.seed", 20261122L);
    private static final int AT_ONCE = 64;
    /** A call of which no more is heard or told is given up after a minute and more. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    /** What the virtual machine opens for itself meanwhile. */
    private static final int DESCRIPTORS_OF_OTHERS = 24;

    @TempDir
    Path folder;

    @Test
    void shouldAccountForEveryCallMoveNobodyTwiceAndLeaveNoTap() throws Exception {
        System.out.printf("the engine with faults of AMI and AudioSocket: %d calls, seed %d%n", CALLS, SEED);
        List<SimulatedChannel> calls = new ArrayList<>();
        Map<String, Integer> tally = new TreeMap<>();
        try (SimulatedAsterisk asterisk = new SimulatedAsterisk(SEED)) {
            try (Engine engine = new Engine(config(asterisk), upsetIfHigh())) {
                engine.start();
                asterisk.serve(engine);
                long descriptors = openDescriptors();
                calls.addAll(liveThrough(asterisk));
                await().atMost(PATIENCE).until(() -> calls.stream().allMatch(call -> call.taps.get() == 0));
                await().atMost(PATIENCE).until(() -> engine.calls() == 0);
                await().atMost(PATIENCE).until(() -> openDescriptors() <= descriptors + DESCRIPTORS_OF_OTHERS);
                assertThat(asterisk.callers()).isZero();
            }
            tally.put("taps that connected", asterisk.tapsStarted.intValue());
            tally.put("taps that the engine cut while they spoke", asterisk.brokenTaps.intValue());
            tally.put("actions of AMI", asterisk.manager.actions.intValue());
            asterisk.manager
                    .happened()
                    .forEach((fault, count) ->
                            tally.put("fault of AMI: " + fault.name().toLowerCase(Locale.ROOT), count.intValue()));
        }
        account(calls, tally);
        tally.forEach((what, times) -> System.out.printf("%7d %s%n", times, what));
        assertThat(tally.get("moved")).isPositive();
    }

    private static List<SimulatedChannel> liveThrough(SimulatedAsterisk asterisk) throws Exception {
        ExecutorService lives = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<SimulatedChannel>> going = new ArrayList<>();
            for (int number = 0; number < CALLS; number++) {
                CallPlan plan = CallPlan.of(SEED, number);
                going.add(lives.submit(() -> new SimulatedCaller(asterisk, plan).live()));
            }
            List<SimulatedChannel> calls = new ArrayList<>();
            for (Future<SimulatedChannel> call : going) {
                calls.add(call.get());
                if (calls.size() % 1000 == 0) {
                    System.out.printf("%d calls are over%n", calls.size());
                }
            }
            return calls;
        } finally {
            lives.shutdownNow();
        }
    }

    private void account(List<SimulatedChannel> calls, Map<String, Integer> tally) throws Exception {
        Map<String, ArchivedCall> archive = ArchivedCall.read(folder.resolve("archive"));
        Map<SimulatedChannel, ArchivedCall> records = new HashMap<>();
        for (SimulatedChannel call : calls) {
            call.id.map(id -> archive.remove(id.toString())).ifPresent(record -> records.put(call, record));
        }
        takeStrays(calls, archive, records, tally);
        for (SimulatedChannel call : calls) {
            ArchivedCall record = records.get(call);
            count(tally, ending(call, record));
            count(tally, "fault of a tap: " + call.plan.tap().name().toLowerCase(Locale.ROOT));
            if (record != null) {
                accountForMoves(call, record, tally);
            } else {
                assertThat(call.moves)
                        .as("moves of %s, of which nothing is known", call.plan)
                        .hasValue(0);
            }
            count(tally, "callers who did not get what they waited for", call.impatient);
        }
    }

    /**
     * Gives the records under ids that no caller knows to the callers of their channels: an AGI that broke off has watched, but its
     * answer was not heard. Who has one of his own may have been watched again, but nobody is moved by two.
     */
    private static void takeStrays(
            List<SimulatedChannel> calls,
            Map<String, ArchivedCall> archive,
            Map<SimulatedChannel, ArchivedCall> records,
            Map<String, Integer> tally) {
        Map<String, SimulatedChannel> byUniqueId = new HashMap<>();
        calls.forEach(call -> byUniqueId.put(call.uniqueId, call));
        archive.forEach((id, stray) -> {
            SimulatedChannel call = byUniqueId.get(stray.uniqueId);
            assertThat(call).as("whose is the record %s?", id).isNotNull();
            ArchivedCall own = records.putIfAbsent(call, stray);
            if (own == null) {
                count(tally, "watched under an id that the caller did not learn");
            } else {
                assertThat(stray.linesTwice)
                        .as("twice in %s of %s", id, call.plan)
                        .isEmpty();
                assertThat(stray.endings).as("records of %s", call.plan).hasSize(1);
                assertThat(own.switchesOrdered + stray.switchesOrdered)
                        .as("orders of two records for %s", call.plan)
                        .isLessThanOrEqualTo(1);
                count(tally, "watched once more under another id, " + own.endings + " then " + stray.endings);
            }
        });
    }

    /** How the call's record says that it ended, or why there is none. */
    private static String ending(SimulatedChannel call, ArchivedCall record) {
        if (record != null) {
            assertThat(record.linesTwice)
                    .as("twice in the archive of %s", call.plan)
                    .isEmpty();
            assertThat(record.endings).as("records of %s", call.plan).hasSize(1);
            assertThat(record.endings).doesNotContain("engine-fault", "engine-stopped");
            return "ended " + record.endings.get(0);
        }
        if (call.plan.byDialplan()) {
            assertThat(call.eventsLost && call.tapsNamed.get() == 0)
                    .as("nobody could tell the engine of %s", call.plan)
                    .isTrue();
            return "never told";
        }
        assertThat(call.state).as("the state of %s", call.plan).isNotEqualTo("watching");
        return "not watched: " + call.state;
    }

    private static void accountForMoves(SimulatedChannel call, ArchivedCall record, Map<String, Integer> tally) {
        CallPlan plan = call.plan;
        int moves = call.moves.get();
        assertThat(moves).as("moves of %s", plan).isBetween(0, plan.upset() ? 1 : 0);
        assertThat(record.switchesOrdered).as("orders for %s", plan).isBetween(moves, plan.upset() ? 1 : 0);
        assertThat(record.switchesDone + record.switchesFailed.size())
                .as("answers to the orders for %s", plan)
                .isEqualTo(record.switchesOrdered);
        if (record.switchesDone > 0 && moves == 0) {
            assertThat(plan.byDialplan())
                    .as("only who has no channel yet is left in place: %s", plan)
                    .isTrue();
            count(tally, "left to the dialplan");
        }
        count(tally, "moved", moves > 0);
        String answer = moves > 0 ? "moved, but " : "not moved: ";
        record.switchesFailed.forEach(why ->
                count(tally, answer + why.replaceAll("\\(.*\\)|[0-9]+", "").strip()));
    }

    private static void count(Map<String, Integer> tally, String what) {
        tally.merge(what, 1, Integer::sum);
    }

    private static void count(Map<String, Integer> tally, String what, boolean so) {
        tally.merge(what, so ? 1 : 0, Integer::sum);
    }

    private static long openDescriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    private LoadedConfig config(SimulatedAsterisk asterisk) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), SimulatedManager.SECRET);
        Path file = folder.resolve("engine.yaml");
        Files.writeString(
                file,
                """
                audiosocket: {listen: '127.0.0.1:0', maxSpeed: 0}
                agi: {listen: '127.0.0.1:0'}
                ami:
                  address: '127.0.0.1:%d'
                  passwordFile: '%s'
                  responseTimeout: 1 s
                  reconnect: {initial: 10 ms, max: 200 ms}
                policy:
                  fuse: {enterThreshold: 50, exitThreshold: 40, dwell: 0 s}
                engine: {gapAfter: 5 s, workers: 2}
                recognition: {model: none}
                archive: {directory: '%s'}
                """
                        .formatted(asterisk.manager.address().getPort(), password, folder.resolve("archive")));
        return ConfigLoader.load(file);
    }

    /** Takes a high voice for upset, from the first seconds on. */
    private static EmotionModel upsetIfHigh() {
        Input pitch = new Input("pitch.F0semitoneFrom27.5Hz_amean", "pitch", 27, 2);
        return HandMadeModel.linear(pitch, 3, -1, new ScoreMap(1, 1, 0.5));
    }
}
