package io.callfuse.engine.policy.rules;

/** A condition that stands in several places: asked once a second, remembered for the rest of it. */
final class SharedTruth implements Truth {
    private final Truth inner;
    private int uses;
    private int slot = RuleWatch.NO_SLOT;

    SharedTruth(Truth inner) {
        this.inner = inner;
    }

    /** Counts one more place, while rules are compiled. */
    SharedTruth used() {
        uses++;
        return this;
    }

    /** Gives it a slot if it stands in several places, while rules are compiled. */
    int assign(int nextSlot) {
        if (uses < 2) {
            return nextSlot;
        }
        slot = nextSlot;
        return nextSlot + 1;
    }

    Truth inner() {
        return inner;
    }

    @Override
    public boolean of(RuleWatch leg) {
        if (slot == RuleWatch.NO_SLOT) {
            return inner.of(leg);
        }
        if (!leg.isFresh(slot)) {
            leg.remember(slot, inner.of(leg) ? 1 : 0);
        }
        return leg.remembered(slot) != 0;
    }
}
