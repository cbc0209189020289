package io.callfuse.engine.policy;

/**
 * A rule has held for as long as it must. Said once, and again only when it has ceased to hold in between and the cooldown of the
 * fuse is over.
 *
 * @param atMs media time
 * @param rule its name
 * @param routeName where it moves the caller, or {@link Route#NONE} where it only tells
 * @param score the score at that time, 0-100
 */
public record RuleHeld(long atMs, String rule, String routeName, double score) implements PolicyEvent {}
