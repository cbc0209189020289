package io.callfuse.engine.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelOptions;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What CEL's own library makes of a condition is what a rule must make of it, whatever is known and whatever is not. */
@Timeout(240)
class RuleOracleTest {
    private static final int CONDITIONS = 300;
    private static final int SECONDS = 12;
    /** A whole number in a rule; the library, which orders what is no number against whole ones, gets it with a point. */
    private static final String WHOLE = "_W";

    private static final double[] SPECIAL = {Double.NaN, 0, -0.0, 1, 75, 100, Double.POSITIVE_INFINITY, -60};
    private static final List<String> EMOTIONS = List.of("neutral", "anger", "distress", "positive", "unknown");

    private final Random random = new Random(20261122);
    private final CelCompiler compiler = RuleLanguage.declare(CelCompilerFactory.standardCelCompilerBuilder())
            .setOptions(RuleLanguage.options())
            .build();
    private final CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .build())
            .addFunctionBindings(
                    CelFunctionBinding.from("known_number", Double.class, value -> !value.isNaN()),
                    CelFunctionBinding.from("known_text", String.class, text -> !text.isEmpty()),
                    CelFunctionBinding.from("mark", String.class, name -> "support"),
                    CelFunctionBinding.from(
                            "atLeast_list",
                            Long.class,
                            List.class,
                            (needed, parts) -> ((List<?>) parts)
                                            .stream()
                                                    .filter(Boolean.TRUE::equals)
                                                    .count()
                                    >= needed))
            .build();

    @Test
    void shouldDecideEveryConditionAsTheLibraryItselfDoes() throws Exception {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < CONDITIONS; i++) {
            conditions.add(condition(4));
        }
        List<RuleText> texts = new ArrayList<>();
        for (int i = 0; i < CONDITIONS; i++) {
            texts.add(new RuleText("r" + i, conditions.get(i).replace(WHOLE, ""), Duration.ZERO));
        }
        List<CelRuntime.Program> programs = new ArrayList<>();
        for (String condition : conditions) {
            programs.add(runtime.createProgram(
                    compiler.compile(condition.replace(WHOLE, ".0")).getAst()));
        }
        RuleWatch watch = RuleCompiler.compile(texts, Integer.MAX_VALUE).watch();
        watch.facts().mark(Map.of("queue", "support"));
        int holding = 0;
        for (int second = 1; second <= SECONDS; second++) {
            Map<String, Object> known = tell(watch.facts());
            watch.tick(second * 1000L);
            for (int r = 0; r < CONDITIONS; r++) {
                Object expected = programs.get(r).eval(known);
                assertThat(watch.isTrue(r))
                        .as("%s with %s", texts.get(r).when(), known)
                        .isEqualTo(expected);
                holding += watch.isTrue(r) ? 1 : 0;
            }
        }
        assertThat(holding).isBetween(CONDITIONS * SECONDS / 10, CONDITIONS * SECONDS * 9 / 10);
    }

    private Map<String, Object> tell(CallFacts facts) {
        Map<String, Object> known = new HashMap<>();
        for (Fact fact : Fact.values()) {
            double value = random.nextInt(3) == 0 ? SPECIAL[random.nextInt(SPECIAL.length)] : random.nextInt(200) / 2.0;
            facts.say(fact, value);
            known.put(fact.label(), value);
        }
        String emotion = EMOTIONS.get(random.nextInt(EMOTIONS.size()));
        facts.say(TextFact.EMOTION, emotion);
        known.put("emotion", emotion);
        String topic = random.nextBoolean() ? "" : "billing";
        facts.say(TextFact.TOPIC, topic);
        known.put("topic", topic);
        return known;
    }

    private String condition(int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return leaf();
        }
        return switch (random.nextInt(6)) {
            case 0 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
            case 1 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
            case 2 -> "!(" + condition(depth - 1) + ")";
            case 3 -> "(" + condition(depth - 1) + " ? " + condition(depth - 1) + " : " + condition(depth - 1) + ")";
            case 4 ->
                "atLeast(2, [" + condition(depth - 1) + ", " + condition(depth - 1) + ", " + condition(depth - 1)
                        + "])";
            default -> "((" + condition(depth - 1) + ") == (" + condition(depth - 1) + "))";
        };
    }

    private String leaf() {
        return switch (random.nextInt(9)) {
            case 0 -> "emotion == \"" + EMOTIONS.get(random.nextInt(EMOTIONS.size())) + "\"";
            case 1 -> "emotion in [\"anger\", \"distress\"]";
            case 2 -> "topic != \"billing\"";
            case 3 -> "known(" + fact() + ")";
            case 4 -> "(mark(\"queue\").startsWith(\"sup\") && known(topic))";
            case 5 -> fact() + " in [0.0, 75.0, 100.0]";
            case 6 -> fact() + comparison() + random.nextInt(100) + WHOLE;
            default -> number(2) + comparison() + number(2);
        };
    }

    private String comparison() {
        return List.of(" < ", " <= ", " > ", " >= ").get(random.nextInt(4));
    }

    private String number(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return random.nextBoolean() ? fact() : random.nextInt(1000) / 4.0 + "";
        }
        return switch (random.nextInt(6)) {
            case 0 -> "(" + number(depth - 1) + " + " + number(depth - 1) + ")";
            case 1 -> "(" + number(depth - 1) + " - " + number(depth - 1) + ")";
            case 2 -> "(" + number(depth - 1) + " * " + number(depth - 1) + ")";
            case 3 -> "(" + number(depth - 1) + " / " + number(depth - 1) + ")";
            case 4 -> "(-" + number(depth - 1) + ")";
            default -> "(" + leaf() + " ? " + number(depth - 1) + " : " + number(depth - 1) + ")";
        };
    }

    private String fact() {
        Fact[] facts = Fact.values();
        return facts[random.nextInt(facts.length)].label();
    }
}
