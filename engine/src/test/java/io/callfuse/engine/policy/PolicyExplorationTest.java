package io.callfuse.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.scoring.Emotion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Walks through tens of thousands of calls whose events come in any order, and checks what must hold in each. */
@Timeout(120)
class PolicyExplorationTest {
    private static final int CALLS = 40_000;

    @Test
    void shouldKeepItsPromisesInWhateverOrderThingsHappen() {
        int trips = 0;
        int switches = 0;
        int secondTrips = 0;
        int endedTripped = 0;
        for (int seed = 0; seed < CALLS; seed++) {
            List<PolicyEvent> events = explore(new Random(seed), seed);
            verify(events, seed);
            long tripsHere = entries(events, FuseState.Tripped.class).size();
            trips += (int) tripsHere;
            secondTrips += tripsHere > 1 ? 1 : 0;
            switches += entries(events, FuseState.Switched.class).size();
            endedTripped += events.get(events.size() - 1) instanceof FuseChanged last
                            && last.from() instanceof FuseState.Tripped
                            && last.to() instanceof FuseState.Archived
                    ? 1
                    : 0;
        }
        // The walk must reach every corner, or it proves nothing.
        assertThat(trips).isGreaterThan(CALLS / 2);
        assertThat(switches).isGreaterThan(CALLS / 10);
        assertThat(secondTrips).isGreaterThan(CALLS / 20);
        assertThat(endedTripped).isGreaterThan(CALLS / 100);
    }

    private static List<PolicyEvent> explore(Random random, int seed) {
        List<PolicyEvent> events = new ArrayList<>();
        CallPolicy policy = new CallPolicy(settings(seed), events::add);
        long atMs = 0;
        long speechMs = 0;
        double score = random.nextInt(101);
        int steps = random.nextInt(200);
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(8)) {
                case 0 -> policy.switched(atMs, "redirect");
                case 1 -> policy.switchFailed(atMs, "timeout");
                case 2 -> atMs += random.nextInt(20_000);
                default -> {
                    atMs += 1000;
                    speechMs += random.nextInt(1000);
                    score = Math.min(100, Math.max(0, score + random.nextGaussian() * 20));
                    policy.tick(atMs, score, emotion(random, speechMs), random.nextDouble(), speechMs, speechMs > 0);
                }
            }
        }
        policy.end(atMs, speechMs, speechMs > 0);
        policy.end(atMs, speechMs, speechMs > 0);
        assertThat(policy.switched(atMs, "late")).isFalse();
        return events;
    }

    private static PolicySettings settings(int seed) {
        return FuseTest.with(Duration.ofSeconds(seed % 5), Duration.ofSeconds(1 + seed % 97));
    }

    private static Emotion emotion(Random random, long speechMs) {
        return speechMs < 2000 ? Emotion.UNKNOWN : Emotion.values()[random.nextInt(5)];
    }

    private static void verify(List<PolicyEvent> events, int seed) {
        assertThat(events.stream().filter(FirstClass.class::isInstance))
                .as("first classes, seed %d", seed)
                .hasSize(1);
        assertThat(events.stream().filter(Decision.class::isInstance))
                .as("decisions, seed %d", seed)
                .hasSize(1);
        verifyOrder(events, seed);
        List<FuseChanged> trips = entries(events, FuseState.Tripped.class);
        assertThat(entries(events, FuseState.Archived.class))
                .as("archives, seed %d", seed)
                .hasSameSizeAs(trips);
        assertThat(entries(events, FuseState.Switched.class).size()
                        + entries(events, FuseState.SwitchFailed.class).size())
                .as("answers, seed %d", seed)
                .isLessThanOrEqualTo(trips.size());
        long cooldownMs = settings(seed).fuse().cooldown().toMillis();
        for (int i = 1; i < trips.size(); i++) {
            assertThat(trips.get(i).atMs() - trips.get(i - 1).atMs())
                    .as("time between trips, seed %d", seed)
                    .isGreaterThanOrEqualTo(cooldownMs);
        }
    }

    /** Each transition begins where the one before it ended, and time never runs back. */
    private static void verifyOrder(List<PolicyEvent> events, int seed) {
        FuseState state = new FuseState.Closed();
        long atMs = 0;
        for (PolicyEvent event : events) {
            assertThat(event.atMs()).as("time, seed %d", seed).isGreaterThanOrEqualTo(atMs);
            atMs = event.atMs();
            if (event instanceof FuseChanged change) {
                assertThat(change.from()).as("chain, seed %d", seed).isEqualTo(state);
                state = change.to();
            }
        }
        assertThat(state)
                .as("last state, seed %d", seed)
                .isInstanceOfAny(FuseState.Closed.class, FuseState.Archived.class);
    }

    private static List<FuseChanged> entries(List<PolicyEvent> events, Class<? extends FuseState> state) {
        return events.stream()
                .filter(FuseChanged.class::isInstance)
                .map(FuseChanged.class::cast)
                .filter(change -> state.isInstance(change.to()))
                .toList();
    }
}
