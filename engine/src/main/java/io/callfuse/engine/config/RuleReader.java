package io.callfuse.engine.config;

import io.callfuse.engine.call.DurationText;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.rules.RuleCompiler;
import io.callfuse.engine.policy.rules.RuleException;
import io.callfuse.engine.policy.rules.RuleFault;
import io.callfuse.engine.policy.rules.RuleSet;
import io.callfuse.engine.policy.rules.RuleText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Compiles the rules of a file, and says what is wrong with them. A rule that breaks the schema takes no part. Where there are no
 * rules, nothing of the compiler is loaded.
 */
final class RuleReader {
    private static final List<String> RULES = List.of("policy", "rules");
    private static final String PATH = "policy.rules.";

    private final JsonNode effective;
    private final YamlDocument document;
    private final CrossChecks checks;
    private final List<ConfigFault> faults = new ArrayList<>();
    private RuleSet compiled = RuleSet.NONE;

    RuleReader(JsonNode effective, YamlDocument document, CrossChecks checks) {
        this.effective = effective;
        this.document = document;
        this.checks = checks;
    }

    /** The rules; of no meaning where there are faults. */
    RuleSet compiled() {
        return compiled;
    }

    /** Returns everything that is wrong. */
    List<ConfigFault> read() {
        JsonNode policy = effective.path("policy");
        JsonNode rules = policy.path("rules");
        List<RuleText> texts = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (int r = 0; r < rules.size(); r++) {
            if (checks.sound(PATH + r)) {
                checkName(r, rules.get(r).path("name").asString(), lines);
                checkRoute(r, rules.get(r).path("route").asString());
                texts.add(text(rules.get(r)));
                places.add(r);
            }
        }
        if (!texts.isEmpty() && checks.sound("policy.ruleSteps")) {
            compile(texts, places, policy.path("ruleSteps").intValue());
        }
        return faults;
    }

    private static RuleText text(JsonNode rule) {
        return new RuleText(
                rule.path("name").asString(),
                rule.path("when").asString(),
                DurationText.parse(rule.path("for").asString()).orElseThrow());
    }

    private void checkName(int rule, String name, Map<String, Integer> lines) {
        int line = line(rule, "name");
        Integer first = lines.putIfAbsent(name, line);
        if (first != null) {
            faults.add(new ConfigFault(
                    line, PATH + rule + ".name", "the rule in line " + first + " is called '" + name + "' too", ""));
        }
    }

    private void checkRoute(int rule, String name) {
        boolean known = name.equals(Route.NONE)
                || effective.path("policy").path("routes").has(name);
        if (!known && checks.sound("policy.routes")) {
            faults.add(
                    checks.noRoute(line(rule, "route"), PATH + rule + ".route", name, "or write none, to tell only"));
        }
    }

    private void compile(List<RuleText> texts, List<Integer> places, int mostSteps) {
        try {
            compiled = RuleCompiler.compile(texts, mostSteps);
        } catch (RuleException refused) {
            for (RuleFault fault : refused.faults()) {
                faults.add(
                        fault(places.get(fault.rule()), texts.get(fault.rule()).when(), fault));
            }
            return;
        }
        if (compiled.wantsAgentWords()
                && checks.sound("agent.words")
                && !effective.path("agent").path("words").asBoolean()) {
            faults.add(new ConfigFault(
                    document.line(RULES),
                    "policy.rules",
                    "a rule asks what the agent says (agentSaid), and agent.words is false",
                    "set agent.words to true"));
        }
    }

    // A condition of several lines is a block, which begins in the line behind its name.
    private ConfigFault fault(int rule, String when, RuleFault fault) {
        int line = line(rule, "when") + (when.indexOf('\n') < 0 ? 0 : fault.line());
        String reason = "column " + fault.column() + ": " + fault.reason();
        return new ConfigFault(line, PATH + rule + ".when", reason, fault.hint());
    }

    private int line(int rule, String option) {
        List<String> path = new ArrayList<>(RULES);
        path.add(Integer.toString(rule));
        path.add(option);
        return document.line(path);
    }
}
