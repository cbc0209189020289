package io.callfuse.engine.policy.rules;

/** A number that stands in several places: asked once a second, remembered for the rest of it. */
final class SharedQuantity implements Quantity {
    private final Quantity inner;
    private int uses;
    private int slot = RuleWatch.NO_SLOT;

    SharedQuantity(Quantity inner) {
        this.inner = inner;
    }

    /** Counts one more place, while rules are compiled. */
    SharedQuantity used() {
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

    @Override
    public double of(RuleWatch leg) {
        if (slot == RuleWatch.NO_SLOT) {
            return inner.of(leg);
        }
        if (!leg.isFresh(slot)) {
            leg.remember(slot, inner.of(leg));
        }
        return leg.remembered(slot);
    }
}
