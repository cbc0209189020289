package io.callfuse.engine.policy;

import io.callfuse.engine.scoring.Emotion;

/**
 * The first emotion said of a call; exactly one in each.
 *
 * @param atMs media time
 * @param emotion {@code UNKNOWN} where {@code classifyBy} or the end of the call came first
 * @param confidence 0-1
 */
public record FirstClass(long atMs, Emotion emotion, double confidence) implements PolicyEvent {}
