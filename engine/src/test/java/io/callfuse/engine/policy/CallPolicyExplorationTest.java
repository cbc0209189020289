package io.callfuse.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.callfuse.engine.policy.rules.RuleCompiler;
import io.callfuse.engine.policy.rules.RuleException;
import io.callfuse.engine.policy.rules.RuleText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Walks through calls whose events come in any order: in every one that is short, and in many that are long. */
@Timeout(300)
class CallPolicyExplorationTest {
    private static final int DEPTH = 7;
    private static final int LONG_CALLS = 100_000;
    private static final int LONGEST = 200;

    private enum Step {
        LOW,
        HIGH,
        HELD,
        RULE,
        SWITCHED,
        SWITCH_FAILED,
        CHANGE
    }

    /** How a call begins. */
    private enum Start {
        FRESH,
        /** Taken up again after a trip whose cooldown is not over. */
        TRIPPED_BEFORE,
        /** Taken up again after its decision. */
        DECIDED_BEFORE
    }

    private final List<PolicySettings> policies = List.of(
            settings("a", new FuseSettings(75, 60, Duration.ofSeconds(1), Duration.ofSeconds(3)), 2, 4, "when-marked"),
            settings("b", new FuseSettings(50, 40, Duration.ZERO, Duration.ofSeconds(2)), 3, 3, "when-marked"));

    private static PolicySettings settings(
            String name, FuseSettings fuse, int classifyByS, int decideByS, String rule) {
        return new PolicySettings(
                name,
                fuse,
                Duration.ofSeconds(classifyByS),
                Duration.ofSeconds(decideByS),
                Duration.ofSeconds(2),
                PolicyFixture.SOOTHING,
                Optional.empty(),
                rule(rule));
    }

    private static PolicyRules rule(String name) {
        try {
            return new PolicyRules(
                    RuleCompiler.compile(
                            List.of(new RuleText(name, "silenceSeconds >= 3 && score >= 0", Duration.ZERO)), 1000),
                    List.of(new PolicyRule(name, Optional.of(PolicyFixture.SOOTHING), "")));
        } catch (RuleException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    private WatchedPolicy begin(Start start, List<PolicySettings> among) {
        return switch (start) {
            case FRESH -> new WatchedPolicy(among);
            case TRIPPED_BEFORE -> new WatchedPolicy(among).trippedBefore(-1000);
            case DECIDED_BEFORE -> new WatchedPolicy(among).decidedBefore();
        };
    }

    private static void take(WatchedPolicy call, Step step) {
        switch (step) {
            case LOW -> call.tick(1000, 10, false, 5000);
            case HIGH -> call.tick(1000, 90, false, 5000);
            case RULE -> call.tick(1000, 10, true, 5000);
            case HELD -> call.tickHeld(1000);
            case SWITCHED -> call.switched();
            case SWITCH_FAILED -> call.switchFailed();
            default -> call.change();
        }
    }

    @Test
    void shouldKeepItsPromisesInEveryOrderOfAFewEvents() {
        Step[] steps = Step.values();
        Corners corners = new Corners();
        long calls = 0;
        for (Start start : Start.values()) {
            int depth = start == Start.FRESH ? DEPTH : DEPTH - 1;
            for (int length = 0; length <= depth; length++) {
                long orders = Math.round(Math.pow(steps.length, length));
                for (long order = 0; order < orders; order++) {
                    WatchedPolicy call = begin(start, policies);
                    try {
                        long rest = order;
                        for (int i = 0; i < length; i++) {
                            take(call, steps[(int) (rest % steps.length)]);
                            rest /= steps.length;
                        }
                        call.end();
                    } catch (RuntimeException | AssertionError broken) {
                        throw new AssertionError(start + " " + story(order, length), broken);
                    }
                    corners.saw(call);
                    calls++;
                }
            }
        }
        System.out.println(calls + " orders: " + corners);
        corners.verify();
    }

    private static List<Step> story(long order, int length) {
        List<Step> story = new ArrayList<>();
        long rest = order;
        for (int i = 0; i < length; i++) {
            story.add(Step.values()[(int) (rest % Step.values().length)]);
            rest /= Step.values().length;
        }
        return story;
    }

    @Test
    void shouldKeepItsPromisesInLongCallsWhereAnythingHappens() {
        Corners corners = new Corners();
        List<PolicySettings> among = new ArrayList<>(policies);
        for (int i = 0; i < 20; i++) {
            double enter = 30 + 3 * i;
            FuseSettings fuse =
                    new FuseSettings(enter, enter - i, Duration.ofSeconds(i % 5), Duration.ofSeconds(1 + 5 * i));
            among.add(settings("p" + i, fuse, 2 + i, 2 + 3 * i, i % 3 == 0 ? "another" : "when-marked"));
        }
        for (int seed = 0; seed < LONG_CALLS; seed++) {
            Random random = new Random(seed);
            WatchedPolicy call = begin(Start.values()[random.nextInt(3)], among);
            try {
                walk(call, random);
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + seed, broken);
            }
            corners.saw(call);
        }
        System.out.println(LONG_CALLS + " long calls: " + corners);
        corners.verify();
    }

    private static void walk(WatchedPolicy call, Random random) {
        double score = random.nextInt(101);
        long speechMs = 0;
        int length = random.nextInt(LONGEST);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(12)) {
                case 0 -> call.switched();
                case 1 -> call.switchFailed();
                case 2 -> call.tickHeld(1000 + random.nextInt(20_000));
                case 3 -> call.change();
                case 4 -> call.tick(1000, score, true, speechMs);
                default -> {
                    speechMs += random.nextInt(1000);
                    score = Math.min(100, Math.max(0, score + random.nextGaussian() * 20));
                    call.tick(1000, score, false, speechMs);
                }
            }
        }
        call.end();
    }

    /** What the walks have come by: one that never got there proves nothing. */
    private static final class Corners {
        private long trips;
        private long byRule;
        private long secondTrips;
        private long lateAnswers;
        private long endedUnanswered;
        private long changedUnanswered;

        private void saw(WatchedPolicy call) {
            trips += call.trips() > 0 ? 1 : 0;
            byRule += call.tripsByRule() > 0 ? 1 : 0;
            secondTrips += call.trips() > 1 ? 1 : 0;
            lateAnswers += call.lateAnswers();
            endedUnanswered += call.endedUnanswered() ? 1 : 0;
            changedUnanswered += call.changedUnanswered() ? 1 : 0;
        }

        private void verify() {
            assertThat(List.of(trips, byRule, secondTrips, lateAnswers, endedUnanswered, changedUnanswered))
                    .as(toString())
                    .allMatch(count -> count > 100);
        }

        @Override
        public String toString() {
            return trips + " with a trip, " + byRule + " by a rule, " + secondTrips + " with a second, " + lateAnswers
                    + " late answers, " + endedUnanswered + " ended unanswered, " + changedUnanswered
                    + " changed unanswered";
        }
    }
}
