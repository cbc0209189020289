package io.callfuse.engine.policy.rules;

/** A condition, or a part of one. Immutable and shared by all legs; asking allocates nothing and never fails. */
interface Truth {
    /** Whether it is so on a leg in this second. */
    boolean of(RuleWatch leg);
}
