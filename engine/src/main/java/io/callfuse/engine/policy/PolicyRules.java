package io.callfuse.engine.policy;

import io.callfuse.engine.policy.rules.RuleSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules of a designer.
 *
 * @param compiled their conditions, and behind them those of the needs
 * @param rules what follows from each, in the same order
 */
public record PolicyRules(RuleSet compiled, List<PolicyRule> rules) {
    /** No rules at all. */
    public static final PolicyRules NONE = new PolicyRules(RuleSet.NONE, List.of());

    /** Rejects rules without conditions; copies the list. */
    public PolicyRules {
        Objects.requireNonNull(compiled, "compiled is null");
        rules = List.copyOf(rules);
        if (compiled.size() < rules.size()) {
            throw new IllegalArgumentException(compiled.size() + " conditions of " + rules.size() + " rules");
        }
    }

    /** Whether there is nothing to ask, be it for a rule or for a need. */
    public boolean isEmpty() {
        return compiled.size() == 0;
    }

    /** How many needs have a condition. */
    int needs() {
        return compiled.size() - rules.size();
    }

    /** The rule of this name; empty where there is none. */
    public Optional<PolicyRule> find(String name) {
        return rules.stream().filter(rule -> rule.name().equals(name)).findFirst();
    }
}
