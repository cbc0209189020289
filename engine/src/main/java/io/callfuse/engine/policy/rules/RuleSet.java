package io.callfuse.engine.policy.rules;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Rules compiled together, shared by all legs. Immutable; {@link #watch} makes what one leg needs to ask them. */
public final class RuleSet {
    /** No rules at all. */
    public static final RuleSet NONE =
            new RuleSet(List.of(), new Shape(0, List.of(), List.of(), List.of(), Set.of()), Integer.MAX_VALUE);

    private final List<Rule> rules;
    private final Shape shape;
    private final int mostSteps;

    /**
     * One rule.
     *
     * @param when its condition
     * @param holdsFor how long the condition must hold
     * @param byVoice whether the condition asks for anything that is measured on the caller's voice
     */
    record Rule(String name, Truth when, Duration holdsFor, boolean byVoice) {}

    /**
     * What a leg keeps for the rules.
     *
     * @param slots results that are remembered within a second
     * @param series numbers whose last seconds are asked for, those first that others are made of
     * @param queues those of Asterisk that any condition asks for
     */
    record Shape(
            int slots,
            List<Series> series,
            List<Phrase> callerPhrases,
            List<Phrase> agentPhrases,
            Set<String> queues) {}

    /** A number, and for how many seconds it is kept. */
    record Series(Quantity of, int seconds) {}

    RuleSet(List<Rule> rules, Shape shape, int mostSteps) {
        this.rules = List.copyOf(rules);
        this.shape = Objects.requireNonNull(shape, "shape is null");
        this.mostSteps = mostSteps;
    }

    /** Begins a leg of which nothing is known yet. */
    public RuleWatch watch() {
        return new RuleWatch(this);
    }

    /** How many rules there are. */
    public int size() {
        return rules.size();
    }

    /** The name of a rule, by its place in the file. */
    public String name(int rule) {
        return rules.get(rule).name();
    }

    /** Whether a rule asks for anything that is measured on the caller's voice. */
    public boolean byVoice(int rule) {
        return rules.get(rule).byVoice();
    }

    /** Whether any rule asks what the agent said. */
    public boolean wantsAgentWords() {
        return !shape.agentPhrases().isEmpty();
    }

    /** The queues of Asterisk that any rule asks for. */
    public Set<String> queues() {
        return shape.queues();
    }

    /** How many sub-expressions may be asked on one leg in one second; windows count once for each of their seconds. */
    public int mostSteps() {
        return mostSteps;
    }

    Rule rule(int rule) {
        return rules.get(rule);
    }

    Shape shape() {
        return shape;
    }

    List<Phrase> callerPhrases() {
        return shape.callerPhrases();
    }

    List<Phrase> agentPhrases() {
        return shape.agentPhrases();
    }
}
