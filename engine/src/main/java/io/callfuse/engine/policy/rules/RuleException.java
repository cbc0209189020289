package io.callfuse.engine.policy.rules;

import java.util.List;

/** Conditions that cannot be used. */
public final class RuleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<RuleFault> faults;

    RuleException(List<RuleFault> faults) {
        super(faults.size() + " faults, the first: " + faults.get(0).reason());
        this.faults = List.copyOf(faults);
    }

    /** Everything that is wrong, at least one thing. */
    public List<RuleFault> faults() {
        return faults;
    }
}
