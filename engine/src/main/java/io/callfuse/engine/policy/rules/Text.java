package io.callfuse.engine.policy.rules;

/** A text in a condition. Immutable and shared by all legs; asking allocates nothing and never fails. */
interface Text {
    /** What it is on a leg in this second; empty where it is not known. */
    String of(RuleWatch leg);
}
