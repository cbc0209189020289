package io.callfuse.perf.bench;

import io.callfuse.engine.config.ConfigLoader;
import io.callfuse.engine.policy.CallPolicy;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicyRule;
import io.callfuse.engine.policy.PolicyRules;
import io.callfuse.engine.policy.PolicySettings;
import io.callfuse.engine.policy.rules.CallFacts;
import io.callfuse.engine.policy.rules.Fact;
import io.callfuse.engine.policy.rules.RuleCompiler;
import io.callfuse.engine.policy.rules.RuleException;
import io.callfuse.engine.policy.rules.RuleText;
import io.callfuse.engine.scoring.Emotion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One second of one call becomes a decision: the shipped policy with no rules, and with rules of 20 conditions each, no two alike,
 * all of which must be asked since none holds.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FactsToDecision {
    private static final int CONDITIONS = 20;
    private static final int STEPS = 10_000_000;
    private static final long SECOND_MS = 1000;
    private static final Fact[] FACTS = Fact.values();

    /** How many rules. */
    @Param({"0", "500"})
    public int rules;

    private CallPolicy policy;
    private Optional<CallFacts> facts;
    private long nowMs;

    /** Begins the call. */
    @Setup
    public void setUp() throws RuleException {
        List<RuleText> texts = new ArrayList<>();
        List<PolicyRule> consequences = new ArrayList<>();
        for (int r = 0; r < rules; r++) {
            texts.add(new RuleText("rule-" + r, when(r), Duration.ZERO));
            consequences.add(new PolicyRule("rule-" + r, Optional.empty(), ""));
        }
        PolicyRules designed =
                rules == 0 ? PolicyRules.NONE : new PolicyRules(RuleCompiler.compile(texts, STEPS), consequences);
        PolicySettings shipped = ConfigLoader.defaults().policySettings();
        policy = new CallPolicy(
                new PolicySettings(
                        shipped.version(),
                        shipped.fuse(),
                        shipped.classifyBy(),
                        shipped.decideBy(),
                        shipped.minimumSpeech(),
                        shipped.switchRoute(),
                        shipped.fallback(),
                        designed),
                event -> {});
        facts = policy.facts();
    }

    private static String when(int rule) {
        StringBuilder when = new StringBuilder();
        for (int c = 0; c < CONDITIONS; c++) {
            int number = rule * CONDITIONS + c;
            when.append(c == 0 ? "" : " || ").append(condition(number));
        }
        return when.toString();
    }

    private static String condition(int number) {
        String fact = FACTS[number % FACTS.length].label();
        String over = " > " + (1_000_000_000L + number);
        return switch (number % 5) {
            case 0 -> fact + over;
            case 1 -> "mean(" + fact + ", \"" + (1 + number % 60) + " s\")" + over;
            case 2 -> "timesSaid(\"word" + number % 40 + "\", \"" + (1 + number % 600) + " s\")" + over;
            case 3 -> "share(" + fact + " > " + number % 50 + ", \"" + (1 + number % 30) + " s\")" + over;
            default -> fact + " * 2.0 + confidence" + over;
        };
    }

    /** One second. */
    @Benchmark
    public FuseState second(FrameClock clock) {
        clock.frames++;
        nowMs += SECOND_MS;
        double score = nowMs / SECOND_MS % 70;
        if (facts.isPresent()) {
            facts.get().say(Fact.SCORE, score);
            facts.get().say(Fact.CONFIDENCE, 0.5);
            facts.get().say(Fact.CALL_SECONDS, nowMs / (double) SECOND_MS);
        }
        policy.tick(nowMs, score, Emotion.NEUTRAL, 0.5, nowMs, true);
        return policy.state();
    }
}
