package io.callfuse.engine.policy;

/**
 * The fuse went from one state to another.
 *
 * @param atMs media time
 * @param from the state it left
 * @param to the state it is in
 * @param score the score heard last, 0-100; 0 before the first
 * @param why the rule that moved it, such as {@code dwell}; after a switch the words of the action
 */
public record FuseChanged(long atMs, FuseState from, FuseState to, double score, String why) implements PolicyEvent {}
