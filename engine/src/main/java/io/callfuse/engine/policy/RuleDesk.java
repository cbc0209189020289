package io.callfuse.engine.policy;

import io.callfuse.engine.policy.rules.CallFacts;
import io.callfuse.engine.policy.rules.RuleWatch;
import java.util.function.Consumer;

/**
 * Asks the rules of one call and says what holds. A rule that has acted does so no more before it has ceased to hold; what led to
 * one trip leads to no other when the cooldown ends. For one thread, that of the leg's worker.
 */
final class RuleDesk {
    private final PolicyRules rules;
    private final RuleWatch watch;
    private final Consumer<PolicyEvent> events;
    private final long cooldownMs;
    private final boolean[] acted;
    private final boolean[] told;
    private final long[] toldAtMs;
    private final boolean[] troubleTold;
    private boolean cutTold;
    private long cutBefore;

    RuleDesk(PolicyRules rules, long cooldownMs, Consumer<PolicyEvent> events) {
        this.rules = rules;
        this.cooldownMs = cooldownMs;
        this.events = events;
        watch = rules.compiled().watch();
        int count = rules.rules().size();
        acted = new boolean[count];
        told = new boolean[count];
        toldAtMs = new long[count];
        troubleTold = new boolean[rules.compiled().size()];
    }

    /** Takes over what rules of the same names have done under another policy. */
    void resume(RuleDesk before) {
        for (int r = 0; r < acted.length; r++) {
            for (int b = 0; b < before.acted.length; b++) {
                if (name(r).equals(before.name(b))) {
                    acted[r] = before.acted[b];
                    told[r] = before.told[b];
                    toldAtMs[r] = before.toldAtMs[b];
                }
            }
        }
        cutBefore = before.cutInAll();
    }

    CallFacts facts() {
        return watch.facts();
    }

    /** Asks every rule, and for every need. */
    void ask(long nowMs) {
        watch.tick(nowMs);
        if (watch.cut() > 0 && !cutTold) {
            cutTold = true;
            tellCut(nowMs);
        }
        for (int r = 0; r < troubleTold.length; r++) {
            if (watch.failure(r) != null && !troubleTold[r]) {
                troubleTold[r] = true;
                String why = "it failed and is asked no more: " + watch.failure(r);
                events.accept(new RuleTrouble(nowMs, name(r), why));
            }
        }
        for (int r = 0; r < acted.length; r++) {
            if (!watch.isTrue(r)) {
                acted[r] = false;
                told[r] = false;
            }
        }
    }

    private void tellCut(long nowMs) {
        int first = rules.compiled().size() - watch.cut();
        events.accept(new RuleTrouble(
                nowMs,
                name(first),
                "it and those behind it, " + watch.cut() + " in all, were not asked in this second: the "
                        + rules.compiled().mostSteps() + " steps of policy.ruleSteps were used up"));
    }

    /** Tells the rules that have begun to hold, each once. */
    void tell(long nowMs, double score, boolean heardEnough) {
        for (int r = 0; r < told.length; r++) {
            if (!told[r] && holds(r, heardEnough)) {
                told[r] = true;
                if (toldAtMs[r] == 0 || nowMs - toldAtMs[r] >= cooldownMs) {
                    toldAtMs[r] = nowMs;
                    String route = rules.rules().get(r).routeName();
                    events.accept(new RuleHeld(nowMs, name(r), route, score));
                }
            }
        }
    }

    /** The place of the first rule that would move the caller and has not done so yet; -1 where there is none. */
    int mover(boolean heardEnough) {
        for (int r = 0; r < acted.length; r++) {
            if (!acted[r] && rules.rules().get(r).moves() && holds(r, heardEnough)) {
                return r;
            }
        }
        return -1;
    }

    /** The fuse has tripped: what holds now has had its say. */
    void tripped() {
        for (int r = 0; r < acted.length; r++) {
            acted[r] |= watch.isTrue(r);
        }
    }

    /** How many times a rule was not asked since the steps of a second were used up. */
    long cutInAll() {
        return cutBefore + watch.cutInAll();
    }

    /** Whether the caller has the need at this place of the policy. */
    boolean needHolds(int need) {
        return watch.isTrue(rules.rules().size() + need);
    }

    private boolean holds(int rule, boolean heardEnough) {
        return watch.holds(rule) && (heardEnough || !rules.compiled().byVoice(rule));
    }

    String name(int rule) {
        return rules.compiled().name(rule);
    }
}
