package io.callfuse.engine.policy.rules;

/** A number in a condition. Immutable and shared by all legs; asking allocates nothing and never fails. */
interface Quantity {
    /** What it is on a leg in this second; {@code NaN} where it is not known. */
    double of(RuleWatch leg);
}
