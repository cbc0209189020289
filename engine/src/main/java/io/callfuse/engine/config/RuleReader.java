package io.callfuse.engine.config;

import io.callfuse.engine.call.DurationText;
import io.callfuse.engine.policy.PolicyRule;
import io.callfuse.engine.policy.Route;
import io.callfuse.engine.policy.rules.RuleCompiler;
import io.callfuse.engine.policy.rules.RuleException;
import io.callfuse.engine.policy.rules.RuleFault;
import io.callfuse.engine.policy.rules.RuleSet;
import io.callfuse.engine.policy.rules.RuleText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Compiles the conditions of a file, those of its rules and behind them those of its needs, and says what is wrong with them. A
 * rule that breaks the schema takes no part. Where there are no conditions, nothing of the compiler is loaded.
 */
final class RuleReader {
    private static final String RULES = "rules";
    private static final String NEEDS = "needs";

    private final JsonNode policy;
    private final JsonNode effective;
    private final YamlDocument document;
    private final CrossChecks checks;
    private final List<ConfigFault> faults = new ArrayList<>();
    private final List<RuleText> texts = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private RuleSet compiled = RuleSet.NONE;

    /** A condition: which of a list. */
    private record Place(String list, int number) {
        String path() {
            return "policy." + list + "." + number;
        }
    }

    RuleReader(JsonNode effective, YamlDocument document, CrossChecks checks) {
        this.effective = effective;
        this.document = document;
        this.checks = checks;
        policy = effective.path("policy");
    }

    /** The rules; of no meaning where there are faults. */
    RuleSet compiled() {
        return compiled;
    }

    /** Returns everything that is wrong. */
    List<ConfigFault> read() {
        collect(RULES);
        collect(NEEDS);
        if (!texts.isEmpty() && checks.sound("policy.ruleSteps")) {
            compile(policy.path("ruleSteps").intValue());
        }
        return faults;
    }

    private void collect(String list) {
        JsonNode entries = policy.path(list);
        Map<String, Integer> lines = new HashMap<>();
        for (int e = 0; e < entries.size(); e++) {
            Place place = new Place(list, e);
            if (checks.sound(place.path())) {
                checkName(place, entries.get(e).path("name").asString(), lines);
                if (list.equals(RULES)) {
                    checkRoute(place, entries.get(e).path("route").asString());
                }
                texts.add(text(entries.get(e)));
                places.add(place);
            }
        }
    }

    /** A need has no time to hold. */
    private static RuleText text(JsonNode entry) {
        JsonNode holdsFor = entry.path("for");
        return new RuleText(
                entry.path("name").asString(),
                entry.path("when").asString(),
                holdsFor.isMissingNode()
                        ? Duration.ZERO
                        : DurationText.parse(holdsFor.asString()).orElseThrow());
    }

    private void checkName(Place place, String name, Map<String, Integer> lines) {
        int line = line(place, "name");
        Integer first = lines.putIfAbsent(name, line);
        if (first != null) {
            String what = place.list().equals(RULES) ? "rule" : "need";
            faults.add(new ConfigFault(
                    line,
                    place.path() + ".name",
                    "the " + what + " in line " + first + " is called '" + name + "' too",
                    ""));
        }
    }

    private void checkRoute(Place place, String name) {
        boolean known = name.equals(Route.NONE)
                || name.equals(PolicyRule.BY_NEED)
                || policy.path("routes").has(name);
        if (!known && checks.sound("policy.routes")) {
            faults.add(
                    checks.noRoute(line(place, "route"), place.path() + ".route", name, "or write none, to tell only"));
        }
    }

    private void compile(int mostSteps) {
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
                    document.line(List.of("policy", RULES)),
                    "policy.rules",
                    "a rule asks what the agent says (agentSaid), and agent.words is false",
                    "set agent.words to true"));
        }
    }

    // A condition of several lines is a block, which begins in the line behind its name.
    private ConfigFault fault(Place place, String when, RuleFault fault) {
        int line = line(place, "when") + (when.indexOf('\n') < 0 ? 0 : fault.line());
        String reason = "column " + fault.column() + ": " + fault.reason();
        return new ConfigFault(line, place.path() + ".when", reason, fault.hint());
    }

    private int line(Place place, String option) {
        return document.line(List.of("policy", place.list(), Integer.toString(place.number()), option));
    }
}
