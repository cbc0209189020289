package io.callfuse.engine.action.ari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callfuse.engine.action.SwitchOutcome;
import io.callfuse.engine.action.TapOutcome;
import io.callfuse.engine.call.CallId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many calls against an Asterisk that delays, reorders, loses, repeats and hangs up by a printed seed: nobody is moved twice or
 * kept, nothing stays behind, every order has an outcome. {@code -Dcallfuse.ari.calls=10000} for the long form.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class AriFaultsTest {
    private static final int CALLS = Integer.getInteger("callfuse.ari.calls", 250);
    private static final long SEED = Long.getLong("callfuse.ari.seed", 20261122L);
    private static final int AT_ONCE = 25;
    private static final FakeAri.Faults FAULTS = new FakeAri.Faults(25, 0.01, 0.01, 0.05, 0.002);

    private final Random chance = new Random(SEED);
    private final List<CompletionStage<Optional<SwitchOutcome>>> moves = new ArrayList<>();
    private final List<CompletionStage<TapOutcome>> taps = new ArrayList<>();

    @Test
    void shouldLeaveNothingBehindAndMoveNobodyTwice() throws Exception {
        System.out.printf("ARI with faults: %d calls, seed %d%n", CALLS, SEED);
        try (AriTestBench bench = new AriTestBench(new FakeAri(SEED, Optional.empty())).connected()) {
            for (int first = 0; first < CALLS; first += AT_ONCE) {
                bench.ari.faults = FAULTS;
                for (int call = first; call < Math.min(CALLS, first + AT_ONCE); call++) {
                    live(bench, "9." + call);
                }
                bench.ari.faults = FakeAri.Faults.NONE;
                hangUpAll(bench);
            }
            account(bench);
        }
    }

    /** One caller: in the application or anywhere, tapped, perhaps moved, perhaps twice, perhaps gone in between. */
    private void live(AriTestBench bench, String id) throws InterruptedException {
        int kind = chance.nextInt(3);
        if (kind == 0) {
            bench.ari.run(() -> bench.ari.asterisk.call(id));
            taps.add(bench.control.startTap(AriTestBench.channel(id), CallId.random()));
        } else {
            bench.ari.run(() -> bench.ari.asterisk.enter(id, kind == 1 ? "" : "stay=1"));
        }
        TimeUnit.MILLISECONDS.sleep(chance.nextInt(6));
        if (chance.nextBoolean() && kind == 1) {
            awaitKnown(bench, id);
        }
        for (int orders = chance.nextInt(3); orders > 0; orders--) {
            moves.add(bench.control.moveHeld(AriTestBench.order(id)));
        }
        if (chance.nextInt(4) == 0) {
            bench.ari.run(() -> bench.ari.asterisk.hangUp(id));
        }
    }

    /** Half of the orders come before the engine knows whom it is to move; these do not, unless it let him go on. */
    private static void awaitKnown(AriTestBench bench, String id) {
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(20))
                .until(() -> bench.told.stream().anyMatch(told -> told.startsWith("watch " + id + " "))
                        || bench.ari.on(() -> bench.ari.asterisk.continued.containsKey(id)));
    }

    private static void hangUpAll(AriTestBench bench) {
        await().atMost(Duration.ofSeconds(20)).until(() -> nobodyIsKept(bench));
        bench.ari.run(() -> List.copyOf(bench.ari.asterisk.channels.keySet()).stream()
                .filter(id -> id.startsWith("9."))
                .forEach(bench.ari.asterisk::hangUp));
    }

    /** Also the callers whose event was lost with its stream: a connection that comes back finds them. */
    private static boolean nobodyIsKept(AriTestBench bench) {
        return bench.ari.on(() -> bench.ari.asterisk.channels.values().stream()
                .noneMatch(channel -> channel.id.startsWith("9.") && channel.inApp));
    }

    private void account(AriTestBench bench) throws Exception {
        int moved = 0;
        for (CompletionStage<Optional<SwitchOutcome>> move : moves) {
            moved += AriTestBench.outcome(move).filter(SwitchOutcome::moved).isPresent() ? 1 : 0;
        }
        int started = 0;
        taps.addAll(bench.taps);
        for (CompletionStage<TapOutcome> tap : taps) {
            started += AriTestBench.outcome(tap) instanceof TapOutcome.Started ? 1 : 0;
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(bench.state()).startsWith("0 taps, 0 callers"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(bench.ari.on(
                        () -> bench.ari.asterisk.bridges.keySet() + " " + bench.ari.asterisk.channels.keySet()))
                .isEqualTo("[] []"));
        System.out.printf(
                "%d orders, %d moved; %d taps, %d started; streams lost %d times%n",
                moves.size(),
                moved,
                taps.size(),
                started,
                bench.told.stream().filter("lost"::equals).count());
        assertThat(moved).isPositive();
        assertThat(started).isPositive();
        bench.ari.run(() -> assertThat(bench.ari.asterisk.continued.entrySet())
                .allSatisfy(caller -> assertThat(caller.getValue()).hasSize(1)));
    }
}
