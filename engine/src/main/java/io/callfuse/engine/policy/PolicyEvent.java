package io.callfuse.engine.policy;

/** Something the policy of a call has to say. Published in order, on the thread of the leg's worker. */
public sealed interface PolicyEvent permits FirstClass, FuseChanged, Decision, RuleHeld, RuleTrouble {
    /** Media time of the call at which it was said. */
    long atMs();
}
