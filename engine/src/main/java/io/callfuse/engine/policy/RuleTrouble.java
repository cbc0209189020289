package io.callfuse.engine.policy;

/**
 * A rule could not be asked. Said once for each rule that failed, and once for those that were cut since the steps of a second were
 * used up; the others go on.
 *
 * @param atMs media time
 * @param rule its name; of those that were cut the first
 * @param why what stopped it
 */
public record RuleTrouble(long atMs, String rule, String why) implements PolicyEvent {}
