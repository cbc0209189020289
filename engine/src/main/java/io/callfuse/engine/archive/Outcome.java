package io.callfuse.engine.archive;

import io.callfuse.engine.policy.Decision;
import io.callfuse.engine.policy.FirstClass;
import io.callfuse.engine.policy.FuseChanged;
import io.callfuse.engine.policy.FuseState;
import io.callfuse.engine.policy.PolicyEvent;
import io.callfuse.engine.policy.RuleHeld;
import io.callfuse.engine.policy.RuleTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the policy of one call has said so far that a report must name. One thread: the leg's worker. */
public final class Outcome implements Consumer<PolicyEvent> {
    private final List<Trip> trips = new ArrayList<>(1);
    private final List<RuleHeld> rulesHeld = new ArrayList<>(0);
    private final List<RuleTrouble> ruleTroubles = new ArrayList<>(0);
    private FirstClass firstClass;
    private Decision decision;

    /** Says what was decided before the call was broken off. */
    public void restore(Decision decided) {
        decision = decided;
    }

    @Override
    public void accept(PolicyEvent event) {
        if (event instanceof FirstClass said) {
            firstClass = said;
        } else if (event instanceof Decision decided) {
            decision = decided;
        } else if (event instanceof FuseChanged change && change.to() instanceof FuseState.Tripped tripped) {
            trips.add(new Trip(tripped.trippedAtMs(), tripped.score()));
        } else if (event instanceof RuleHeld held) {
            rulesHeld.add(held);
        } else if (event instanceof RuleTrouble trouble) {
            ruleTroubles.add(trouble);
        }
    }

    /** The first class; empty where none was said yet. */
    public Optional<FirstClass> firstClass() {
        return Optional.ofNullable(firstClass);
    }

    /** The decision; empty where none was made yet. */
    public Optional<Decision> decision() {
        return Optional.ofNullable(decision);
    }

    /** Every rule that held, in the order of time. */
    public List<RuleHeld> rulesHeld() {
        return List.copyOf(rulesHeld);
    }

    /** Every rule that could not be asked, in the order of time. */
    public List<RuleTrouble> ruleTroubles() {
        return List.copyOf(ruleTroubles);
    }

    /** Every trip in its order; usually none or one. */
    public List<Trip> trips() {
        return List.copyOf(trips);
    }
}
