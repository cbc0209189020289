package io.callfuse.engine.policy.rules;

import java.util.Arrays;

/**
 * The rules on one leg: asks each of them once a second, in the order of the file. A second in which nothing is said allocates
 * nothing. What it costs is counted in steps, not in time, so that a replay cuts where the call did. For one thread, that of the
 * leg's worker.
 */
public final class RuleWatch {
    static final int NO_SLOT = -1;

    private static final long MS_A_SECOND = 1000;

    private final RuleSet rules;
    private final CallFacts facts;
    private final SampledSeries[] series;
    private final double[] remembered;
    private final int[] freshAt;
    private final int[] secondsHeld;
    private final RuntimeException[] failures;
    private long nowMs;
    private int second;
    private int steps;
    private int cut;
    private long cutInAll;

    RuleWatch(RuleSet rules) {
        this.rules = rules;
        RuleSet.Shape shape = rules.shape();
        facts = new CallFacts(rules);
        series = shape.series().stream()
                .map(one -> new SampledSeries(one.seconds()))
                .toArray(SampledSeries[]::new);
        remembered = new double[shape.slots()];
        freshAt = new int[shape.slots()];
        secondsHeld = new int[rules.size()];
        failures = new RuntimeException[rules.size()];
    }

    /** What the rules are asked about; to be written before each tick. */
    public CallFacts facts() {
        return facts;
    }

    /**
     * Asks every rule that has not failed, until the steps of this second are used up.
     *
     * @param atMs media time
     */
    public void tick(long atMs) {
        nowMs = atMs;
        second++;
        steps = 0;
        for (int s = 0; s < series.length; s++) {
            series[s].add(rules.shape().series().get(s).of().of(this));
        }
        int next = 0;
        while (next < rules.size() && steps < rules.mostSteps()) {
            if (failures[next] == null) {
                ask(next);
            }
            next++;
        }
        cut = rules.size() - next;
        cutInAll += cut;
        Arrays.fill(secondsHeld, next, rules.size(), 0);
    }

    // The language has no way to fail; one rule that fails all the same must not stop the others.
    private void ask(int rule) {
        try {
            secondsHeld[rule] = rules.rule(rule).when().of(this) ? secondsHeld[rule] + 1 : 0;
        } catch (RuntimeException fault) {
            failures[rule] = fault;
            secondsHeld[rule] = 0;
        }
    }

    /** Whether the condition of a rule was so in the last second. */
    public boolean isTrue(int rule) {
        return secondsHeld[rule] > 0;
    }

    /** Whether a rule has held for as long as it must. */
    public boolean holds(int rule) {
        return secondsHeld[rule] > 0
                && (secondsHeld[rule] - 1) * MS_A_SECOND
                        >= rules.rule(rule).holdsFor().toMillis();
    }

    /** What stopped a rule, which is not asked any more; null where nothing did. */
    public RuntimeException failure(int rule) {
        return failures[rule];
    }

    /** How many rules were not asked in the last second, the last of the file, since the steps were used up. */
    public int cut() {
        return cut;
    }

    /** How many times a rule was not asked in the whole call, since the steps were used up. */
    public long cutInAll() {
        return cutInAll;
    }

    /** How many steps the last second took. */
    public int steps() {
        return steps;
    }

    void step(int count) {
        steps += count;
    }

    long nowMs() {
        return nowMs;
    }

    SampledSeries series(int number) {
        return series[number];
    }

    SpokenWords words(boolean byAgent) {
        return byAgent ? facts.agentWords() : facts.callerWords();
    }

    boolean isFresh(int slot) {
        return freshAt[slot] == second;
    }

    double remembered(int slot) {
        return remembered[slot];
    }

    void remember(int slot, double value) {
        remembered[slot] = value;
        freshAt[slot] = second;
    }
}
